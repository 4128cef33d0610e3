import './spinner.css'

/** A small turning ring in the colour of the text around it; decoration, so the words beside it say what is awaited. */
export function Spinner() {
  return <span className="spinner" aria-hidden="true" />
}
