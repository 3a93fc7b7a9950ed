package dev.mensura.check.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Checking ordinary filters must not load Calcite, which costs more than all the rest. */
class StartUpTest {
  @Test
  void ordinaryFiltersAreJudgedWithoutCalcite() throws ReflectiveOperationException {
    var loader = new WatchingLoader();
    Object filters =
        loader.loadClass(OrdinaryFilters.class.getName()).getConstructor().newInstance();
    assertThat(((Supplier<?>) filters).get())
        .isEqualTo("[DEPENDS, DEPENDS, DEPENDS, DEPENDS, DEPENDS, DEPENDS]");
    assertThat(loader.calcite).isEmpty();
  }

  /** Loads the compiler anew and writes down what it asks of Calcite. */
  private static final class WatchingLoader extends ClassLoader {
    private final List<String> calcite = new ArrayList<>();

    WatchingLoader() {
      super(StartUpTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.apache.calcite.")) {
        calcite.add(name);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        return name.startsWith("dev.mensura.") ? define(name) : super.loadClass(name, resolve);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String path = name.replace('.', '/') + ".class";
      try (InputStream in = Objects.requireNonNull(getParent().getResourceAsStream(path))) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
