package dev.mensura.proof;

import java.util.ArrayList;
import java.util.List;

/** A query of a project. */
record CaseSpec(ProjectSpec project, QuerySpec query) {
  List<CaseSpec> smaller() {
    var all = new ArrayList<CaseSpec>();
    query.smaller().forEach(q -> all.add(new CaseSpec(project, q)));
    project.smaller().forEach(p -> all.add(new CaseSpec(p, query)));
    return all;
  }
}
