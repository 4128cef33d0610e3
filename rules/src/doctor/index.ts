export { createDoctor, type Doctor, type DoctorOptions, diagnose } from './doctor.ts'
export type { DoctorFinding, FindingKind, References } from './doctor-finding.ts'
