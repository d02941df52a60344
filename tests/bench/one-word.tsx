/** The least that a page of this portal can be: what benches compare the others with. Only their own build has it. */
export default function OneWord() {
  return 'Word'
}
