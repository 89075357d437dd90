/** A user of this machine. */
export type SystemUser = Readonly<{ name: string; uid: number; gid: number }>;
