// What is printed on the board and on the tiles.
export const SIZE = 15

const LAYOUT = [
  'W..l...W...l..W', '.w...L...L...w.', '..w...l.l...w..', 'l..w...l...w..l', '....w.....w....',
  '.L...L...L...L.', '..l...l.l...l..', 'W..l...w...l..W', '..l...l.l...l..', '.L...L...L...L.',
  '....w.....w....', 'l..w...l...w..l', '..w...l.l...w..', '.w...L...L...w.', 'W..l...W...l..W',
]

const PREMIUMS = {
  l: { code: '2L', name: 'double letter', letter: 2, word: 1 },
  L: { code: '3L', name: 'triple letter', letter: 3, word: 1 },
  w: { code: '2W', name: 'double word', letter: 1, word: 2 },
  W: { code: '3W', name: 'triple word', letter: 1, word: 3 },
  '.': { code: '', name: '', letter: 1, word: 1 },
}

const POINTS = { 1: 'AEIOULNRST', 2: 'DG', 3: 'BCMP', 4: 'FHVWY', 5: 'K', 8: 'JX', 10: 'QZ' }
const VALUE = new Map(Object.entries(POINTS).flatMap(([points, letters]) => [...letters].map(l => [l, Number(points)])))

export const premiumAt = (row, col) => PREMIUMS[LAYOUT[row][col]]
export const isCentre = (row, col) => row === 7 && col === 7

/** The points of a letter; a blank ('?' or a letter it stands for, in lower case) has none. */
export const valueOf = letter => VALUE.get(letter) ?? 0

export const columnName = col => String.fromCharCode(65 + col)
export const squareName = (row, col) => `${columnName(col)}${row + 1}`

export const isOnBoard = (row, col) => row >= 0 && row < SIZE && col >= 0 && col < SIZE

/** The board of a view: '.' for empty, 'A' a tile, 'a' a blank played as A. */
export const letterAt = (board, row, col) => (isOnBoard(row, col) ? board[row][col] : '.')
export const isEmptyAt = (board, row, col) => letterAt(board, row, col) === '.'

export const EMPTY_BOARD = Array(SIZE).fill('.'.repeat(SIZE))

export const pointsText = points => `${points} ${points === 1 ? 'point' : 'points'}`
