/** What runs a lab and draws its screens. It comes to a browser after the page (`useLabEngine`). */
export { press, screenOf, startLab, valuesOn } from '#app/domain/practice/lab.ts'
export { guideOf } from '#app/domain/practice/lab-guide.ts'
export { labSteps } from '#app/domain/practice/lab-route.ts'
export { LabScreen } from '../lesson/lab-screen.tsx'
export { hintOf } from './hints.ts'
export { LabGuide } from './lab-guide.tsx'
