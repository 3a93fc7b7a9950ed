package dev.mensura.registry.store;

/** Decides what to do about what is kept. */
@FunctionalInterface
public interface Change<R> {
  /**
   * @param newest what is kept, and stays so until the change is done
   */
  Edit<R> on(Snapshot newest) throws StoreException;
}
