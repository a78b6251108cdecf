/** A rectangle in pixels, by its left upper corner. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** What is to stand beside a point. */
export interface Label {
  /** The point. */
  x: number
  y: number
  width: number
  height: number
}

/**
 * Finds a place for each label as near to its point as can be, so that none covers another, an obstacle or a point.
 *
 * One after the other, each at the nearest free place of rings around its point; right of it where that is free.
 *
 * @param reach How far from its point a label may stand, in pixels.
 * @returns null for a label that has no place within reach.
 */
export function placeLabels(
  labels: readonly Label[],
  bounds: Box,
  obstacles: readonly Box[],
  reach: number,
): (Box | null)[] {
  const taken: Box[] = [...obstacles, ...labels.map(dotOf)]
  return labels.map((label) => {
    const place = placesFor(label, reach).find(
      (box) => isWithin(box, bounds) && !taken.some((other) => doOverlap(box, other)),
    )
    if (place) taken.push(place)
    return place ?? null
  })
}

export function doOverlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

function isWithin(box: Box, bounds: Box): boolean {
  return (
    box.x >= bounds.x &&
    box.y >= bounds.y &&
    box.x + box.width <= bounds.x + bounds.width &&
    box.y + box.height <= bounds.y + bounds.height
  )
}

/** Nearest first. */
function placesFor({ x, y, width, height }: Label, reach: number): Box[] {
  const places: Box[] = []
  for (let away = NEAREST; away <= reach; away += RING)
    for (const angle of ANGLES) {
      const middle = {
        x: x + Math.cos(angle) * (away + width / 2),
        y: y + Math.sin(angle) * (away + height / 2),
      }
      places.push({ x: middle.x - width / 2, y: middle.y - height / 2, width, height })
    }
  return places
}

const dotOf = ({ x, y }: Label): Box => ({ x: x - DOT, y: y - DOT, width: 2 * DOT, height: 2 * DOT })

/** Half of what a point takes. */
const DOT = 7
const NEAREST = 9
const RING = 7
/** To the right first, then the left, above and below, then between. */
const ANGLES = [0, 8, 12, 4, 14, 2, 10, 6, 15, 1, 9, 7, 13, 3, 11, 5].map((sixteenth) => (sixteenth * Math.PI) / 8)
