package dev.mensura.compiler;

import dev.mensura.check.Analysis;
import dev.mensura.check.Checker;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Catalog;
import dev.mensura.model.Linked;
import dev.mensura.model.ModelFile;
import dev.mensura.model.ModelReader;
import dev.mensura.model.Models;
import dev.mensura.model.Settings;
import dev.mensura.model.SettingsFile;
import dev.mensura.model.SettingsReader;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.Parser;
import dev.mensura.type.Calendar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is known of a project at one moment. Another text of one file makes another workspace,
 * which shares with this one whatever the change doesn't reach.
 */
public final class Workspace {
  /** A workspace without files. */
  public static final Workspace EMPTY =
      new Workspace(
          Optional.empty(),
          new TreeMap<>(),
          new TreeMap<>(),
          new Linked(Catalog.EMPTY, List.of()),
          Analysis.NONE);

  /** From so many files on, reading them at the same time is worth its trouble. */
  private static final int MANY = 32;

  private final Optional<SettingsFile> settings;
  private final SortedMap<String, ModelFile> models;
  private final SortedMap<String, Parsed> metrics;
  private final Linked linked;
  private final Analysis analysis;

  private Workspace(
      Optional<SettingsFile> settings,
      SortedMap<String, ModelFile> models,
      SortedMap<String, Parsed> metrics,
      Linked linked,
      Analysis analysis) {
    this.settings = settings;
    this.models = models;
    this.metrics = metrics;
    this.linked = linked;
    this.analysis = analysis;
  }

  public static Workspace of(Collection<SourceFile> files) {
    return EMPTY.with(files);
  }

  /** This workspace with another text of a file, or with one file more. */
  public Workspace with(SourceFile file) {
    return with(List.of(file));
  }

  /**
   * This workspace with each of the files in place of the one of the same path, if there is one.
   */
  public Workspace with(Collection<SourceFile> files) {
    return with(files, List.of());
  }

  /** This workspace without a file. */
  public Workspace without(String path) {
    return with(List.of(), List.of(path));
  }

  /**
   * This workspace without some files and with others, each in place of the one of the same path,
   * if there is one.
   */
  public Workspace with(Collection<SourceFile> files, Collection<String> without) {
    Optional<SettingsFile> newSettings =
        without.contains(FileKind.SETTINGS_FILE) ? Optional.empty() : settings;
    SortedMap<String, ModelFile> allModels = new TreeMap<>(models);
    SortedMap<String, Parsed> allMetrics = new TreeMap<>(metrics);
    allMetrics.keySet().removeAll(Set.copyOf(without));
    boolean otherModels = allModels.keySet().removeAll(Set.copyOf(without));
    List<SourceFile> newModels = new ArrayList<>();
    List<SourceFile> newMetrics = new ArrayList<>();
    for (SourceFile file : files) {
      switch (FileKind.of(file.path())) {
        case SETTINGS -> newSettings = Optional.of(SettingsReader.read(file));
        case MODEL -> newModels.add(file);
        case METRIC -> newMetrics.add(file);
        case OTHER -> throw new IllegalArgumentException("not part of a project: " + file.path());
      }
    }
    Calendar calendar = newSettings.map(s -> s.settings().calendar()).orElse(Calendar.PLAIN);
    if (!calendar.equals(settings().calendar())) {
      // The grains of fields are those of the calendar.
      Set<String> given = newModels.stream().map(SourceFile::path).collect(Collectors.toSet());
      allModels.values().stream()
          .map(ModelFile::file)
          .filter(f -> !given.contains(f.path()))
          .forEach(newModels::add);
      otherModels = true;
    }
    each(newModels)
        .map(file -> ModelReader.read(file, calendar))
        .toList()
        .forEach(m -> allModels.put(m.file().path(), m));
    each(newMetrics).map(Parser::parse).toList().forEach(p -> allMetrics.put(p.file().path(), p));
    boolean sameModels = newModels.isEmpty() && !otherModels;
    return checked(newSettings, sameModels ? models : allModels, allMetrics);
  }

  private static Stream<SourceFile> each(List<SourceFile> files) {
    return files.size() < MANY ? files.stream() : files.parallelStream();
  }

  private Workspace checked(
      Optional<SettingsFile> settings,
      SortedMap<String, ModelFile> models,
      SortedMap<String, Parsed> metrics) {
    Settings all = settings.map(SettingsFile::settings).orElse(Settings.DEFAULT);
    boolean same = models == this.models && all.days().equals(settings().days());
    Linked joined =
        same ? linked : Models.link(List.copyOf(models.values()), all.calendar(), all.days());
    Analysis checked = Checker.check(joined.catalog(), List.copyOf(metrics.values()), analysis);
    return new Workspace(settings, models, metrics, joined, checked);
  }

  public Settings settings() {
    return settings.map(SettingsFile::settings).orElse(Settings.DEFAULT);
  }

  /** Whether there is a file of settings, which may have mistakes. */
  boolean hasSettings() {
    return settings.isPresent();
  }

  public Catalog catalog() {
    return linked.catalog();
  }

  public Analysis analysis() {
    return analysis;
  }

  /** The {@code .metric} files, by path. */
  public SortedMap<String, Parsed> metricFiles() {
    return Collections.unmodifiableSortedMap(metrics);
  }

  /** The model files, by path. */
  public SortedMap<String, ModelFile> modelFiles() {
    return Collections.unmodifiableSortedMap(models);
  }

  /** Everything that is wrong with the project, in the order of its files. */
  public List<Diagnostic> diagnostics() {
    List<Diagnostic> all = new ArrayList<>();
    settings.ifPresent(s -> all.addAll(s.diagnostics()));
    models.values().forEach(m -> all.addAll(m.diagnostics()));
    all.addAll(linked.diagnostics());
    metrics.values().forEach(p -> all.addAll(p.diagnostics()));
    all.addAll(analysis.diagnostics());
    // A file that is no YAML may hold any model, so that none is missing for sure.
    if (models.values().stream().anyMatch(Workspace::isUnreadable)) {
      all.removeIf(d -> d.code() == Code.UNKNOWN_MODEL);
    }
    all.sort(Diagnostic.ORDER);
    return all;
  }

  private static boolean isUnreadable(ModelFile file) {
    return file.diagnostics().stream().anyMatch(d -> d.code() == Code.BAD_YAML);
  }

  /**
   * What is not wrong and worth a thought: metrics that mean the same. It compares all of them, so
   * it takes longer than the check of a change.
   */
  public List<Diagnostic> advice() {
    return EqualMetricFinder.find(analysis);
  }
}
