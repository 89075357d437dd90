import type { PassedReason } from '#libs/manifest-history';

/** Why a fact is not recorded. */
export type RefusedReason =
  /** The name belongs to a Deployment of which others tell what it is now. */
  | 'LivesElsewhere'
  /** The incarnation was deleted. */
  | 'Ended'
  /** It would have been deleted, and the log has what happened to it later. */
  | 'LivedOn'
  /** It changes nothing of what the log has. */
  | 'NoDifference'
  /** It cannot follow on what the log has. */
  | 'Refused';

/** What a line of a report can be about. */
export type ReportWhat =
  | 'Taken'
  | 'RecordedBefore'
  | PassedReason
  | RefusedReason
  /** Of audit files: what says nothing of a Deployment; what failed in the cluster; what is told too little of. */
  | 'Skipped'
  | 'Attempt'
  | 'Unresolved'
  | 'NotSeen'
  | 'BrokenLine';

/** How a kind of line is said. */
export type ReportRule = Readonly<{
  title: string;
  /** It means that something could not be read or taken. */
  isTrouble?: true;
}>;

/** In the order they are said. `isTrouble`: something could not be read, or has no place in the log. */
export const REPORT_RULES: Readonly<Record<ReportWhat, ReportRule>> = {
  Taken: { title: 'changes taken' },
  RecordedBefore: { title: 'changes recorded before' },
  Unchanged: { title: 'times the same again: moved, formatted, commented' },
  NoDifference: { title: 'times what the log has already' },
  OtherKind: { title: 'objects of other kinds: only Deployments are imported' },
  Skipped: { title: 'audit events that say nothing of a Deployment' },
  Attempt: { title: 'requests that the cluster refused: kept as attempts' },
  Template: { title: 'templates: render them, and import what comes out' },
  PartialManifest: { title: 'patches of Deployments: what they are applied to is not known here' },
  NotAFile: { title: 'symbolic links and submodules' },
  Duplicate: { title: 'Deployments that stand in two places: one counts' },
  UnknownField: { title: 'fields that no Deployment has: taken without them' },
  BrokenFile: { title: 'files that cannot be read: their Deployments stay as they were', isTrouble: true },
  BrokenLine: { title: 'lines that cannot be read', isTrouble: true },
  Unresolved: { title: 'audit events that tell too little of what they did', isTrouble: true },
  NotSeen: { title: 'scales and deletions of Deployments that nothing tells the whole of', isTrouble: true },
  FileTooLong: { title: 'files that are too long', isTrouble: true },
  InvalidManifest: { title: 'Deployments that no cluster would take: they stay as they were', isTrouble: true },
  LivesElsewhere: { title: 'changes of names that others have', isTrouble: true },
  Ended: { title: 'changes of Deployments that the log has as deleted', isTrouble: true },
  LivedOn: { title: 'deletions of Deployments that lived on, as the log has it', isTrouble: true },
  Refused: { title: 'changes that cannot follow on what the log has', isTrouble: true },
};
