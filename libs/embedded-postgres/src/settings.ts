/**
 * A small store that loses nothing: the disk is waited for at every commit. Little memory and few processes: no
 * replication, no I/O workers, no parallel queries.
 */
export function postgresFlags(socketFolder: string): readonly string[] {
  return Object.entries({ ...SETTINGS, unix_socket_directories: `"${socketFolder}"` }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
}

const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_compression: 'on',
  min_wal_size: '32MB',
  max_wal_size: '256MB',
  shared_buffers: '32MB',
  effective_cache_size: '256MB',
  maintenance_work_mem: '32MB',
  max_connections: '60',
  io_method: 'sync',
  max_worker_processes: '1',
  max_parallel_workers: '0',
  max_logical_replication_workers: '0',
  autovacuum_max_workers: '1',
  random_page_cost: '1.1',
  jit: 'off',
  cluster_name: 'rollbook',
  log_line_prefix: '',
  log_checkpoints: 'off',
};
