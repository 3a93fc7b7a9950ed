package dev.mensura.registry.store;

/** Keeps metrics that are defined while the system runs; safe among threads and processes. */
public interface MetricStore {
  /**
   * What is kept now. Never waits for a writer; while nothing changes, calls give the same object
   * and cost one look at the file's attributes.
   *
   * @throws StoreException if the file can't be read or understood; one that isn't there is empty
   */
  Snapshot read() throws StoreException;

  /**
   * Changes what is kept, alone among all threads and processes: {@code change} sees the newest
   * snapshot, and its operations are kept together or not at all. Once this returns they are on
   * disk. A change can't contain another one.
   *
   * @throws StoreException if nothing was changed, and why
   */
  <R> R change(Author author, Change<R> change) throws StoreException;

  /** Every version that was ever kept. */
  History history() throws StoreException;
}
