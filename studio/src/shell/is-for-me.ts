/** Whether a notice is meant for a person: for them, for one of their teams, or for everyone. */
export function isForMe(
  notice: { team_id: string | null; agent_id: string | null },
  me: string,
  myTeams: string[],
): boolean {
  if (notice.agent_id === null && notice.team_id === null) return true
  return notice.agent_id === me || (notice.team_id !== null && myTeams.includes(notice.team_id))
}
