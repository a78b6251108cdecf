/**
 * One of the five faces: same circle, same eyes; only mouth and brow change, by the same amount from one to the next.
 *
 * Colours come from the style sheet: `currentColor` draws, so that it reads in grey, in print and in forced colours.
 */
export function Face({ face }: { face: number }) {
  const mood = face - 2
  const corner = 21.6 - mood * 1.3
  const half = 5.2 + Math.abs(mood) * 0.8
  const brow = 9.6 - Math.abs(mood) * 0.45
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="14.5" />
      <path d={`M${16 - half} ${corner}Q16 ${corner + mood * 4 + 0.5} ${16 + half} ${corner}`} />
      <path d={browOf(mood, brow)} />
      <path d="M11.2 14.2v.9M20.8 14.2v.9" />
    </svg>
  )
}

/** Worried brows rise toward the nose, glad ones arch; the middle one lies still. */
function browOf(mood: number, y: number): string {
  const tilt = Math.min(mood, 0) * 0.85
  const arch = 0.5 + Math.max(mood, 0) * 0.8
  return `M8.4 ${y - tilt}Q10.9 ${y - arch} 13.4 ${y + tilt}M18.6 ${y + tilt}Q21.1 ${y - arch} 23.6 ${y - tilt}`
}
