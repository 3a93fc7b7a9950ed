package dev.mensura.plan;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.MetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/**
 * Knows nothing of any plan. Plans are built, not optimized, so nobody asks; Calcite's own provider
 * would compile Java classes for the answers at every start.
 */
final class NoMetadata extends RelMetadataQuery {
  NoMetadata() {
    super(new Silent());
  }

  private static final class Silent implements MetadataHandlerProvider {
    private final Map<Class<?>, Object> handlers = new ConcurrentHashMap<>();

    @Override
    public <H extends MetadataHandler<?>> H handler(Class<H> type) {
      return type.cast(
          handlers.computeIfAbsent(
              type,
              t ->
                  Proxy.newProxyInstance(
                      t.getClassLoader(), new Class<?>[] {t}, (proxy, method, args) -> null)));
    }
  }
}
