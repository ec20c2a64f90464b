package org.crelens.atypeak.summarize;

import static org.crelens.libs.chart.Table.Column.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.crelens.libs.chart.Block;
import org.crelens.libs.chart.Section;
import org.crelens.libs.chart.Table;

/** The options that each model was trained with; empty without a model. */
final class OptionSection {
  private OptionSection() {}

  static Section of(CellLineResults results) {
    Blocks blocks = new Blocks(results.gaps());
    if (results.models() != null) blocks.add(new Block.Folded(table(results.models())));
    return blocks.section("options", "Options of the training");
  }

  private static Table table(List<TrainedModel> models) {
    Set<String> names = new TreeSet<>();
    models.forEach(model -> names.addAll(model.options().keySet()));
    List<Table.Column> columns = new ArrayList<>(List.of(text("option")));
    SeedNames.of(models).forEach(seed -> columns.add(text("seed " + seed)));
    List<List<Object>> rows = new ArrayList<>();
    for (String name : names) {
      List<Object> row = Blocks.cells(parameter(name));
      models.forEach(model -> row.add(plain(model.options().get(name))));
      rows.add(row);
    }
    return new Table(
        "options",
        "Hyperparameters",
        "As the model files record them. Models that differ only in their seed should have the same"
            + " values in every other row.",
        columns,
        rows);
  }

  /** The name of the pipeline's parameter: model files write it in camel case. */
  private static String parameter(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** A number without an exponent; any other value as it is. */
  private static String plain(String value) {
    return value != null && value.matches("-?[0-9]+(\\.[0-9]+)?E-?[0-9]{1,2}")
        ? new BigDecimal(value).toPlainString()
        : value;
  }
}
