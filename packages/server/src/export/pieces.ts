/** Bytes that wait to be sent. */
export interface Pieces {
  add: (text: string) => void
  /** What was added since the last time. */
  take: () => Uint8Array[]
}

/**
 * Collects text as bytes outside of the heap, because the heap grows with what it is given to clear up and not with what is in use.
 */
export function createPieces(): Pieces {
  let full: Uint8Array[] = []
  let piece = Buffer.allocUnsafeSlow(PIECE)
  let end = 0
  const close = (size: number): void => {
    if (end > 0) full.push(piece.subarray(0, end))
    piece = Buffer.allocUnsafeSlow(size)
    end = 0
  }
  return {
    add(text) {
      const most = text.length * MOST_BYTES
      if (end + most > piece.length) close(Math.max(PIECE, most))
      end += piece.write(text, end)
    },
    take() {
      close(PIECE)
      const taken = full
      full = []
      return taken
    },
  }
}

const PIECE = 65_536
/** Of one UTF-16 unit in UTF-8. */
const MOST_BYTES = 3
