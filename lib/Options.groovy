import java.nio.file.Path

/** Settings of a cell line as options of each executable: names in kebab-case, values quoted for the shell. */
class Options {

    private static final List<String> TENSORIZE = ['window', 'squish', 'min_peaks', 'top_trs']
    private static final List<String> TRAIN = ['filters', 'deep_dim', 'learning_rate', 'batch_size', 'batches_per_epoch', 'epochs',
                                               'patience', 'min_delta', 'loss_floor', 'draw', 'dataset_weights', 'tr_weights']

    /** By executable; a task depends on its own options only, so that a changed one re-runs no more than it must. */
    static Map<String, String> of(Map<String, String> settings, Map<String, Object> params) {
        final sample = settings.sample_windows != null ? [sample_windows: settings.sample_windows] : [sample_batches: settings.sample_batches]
        return [
            simulate: line([
                regions_count: params.simulate_regions, length: settings.window, datasets: params.simulate_datasets,
                trs: params.simulate_trs, groups: params.simulate_groups, seed: params.seed]),
            tensorize: line(settings.subMap(TENSORIZE)),
            crumb: line(settings.subMap(['crumb'])),
            train: line(settings.subMap(TRAIN)),
            normalize: line(sample + [centre: settings.centre, seed: params.seed]),
            // qscore calls its sample plainly windows
            qscore: line(sample.collectEntries { name, value -> [name.replace('sample_windows', 'windows'), value] } + [seed: params.seed])
        ]
    }

    /** Options of interpret; regions to show are those that the cell line has. */
    static String interpret(Map<String, Object> params, Path regions) {
        return [line([ur_examples: params.ur_examples, phantoms: params.phantoms, seed: params.seed]), Shown.regions(regions, params.show)].findAll { it }.join(' ')
    }

    /** An option that is given once for every part of a list. */
    static String each(String name, Object values) {
        return parts(values).collect { value -> "--${name} ${quote(value)}" }.join(' ')
    }

    /** Parts of a list that ';' separates. */
    static List<String> parts(Object values) {
        return values == null ? [] : values.toString().split(';')*.trim().findAll { it }
    }

    private static String line(Map<String, Object> values) {
        return values.findAll { name, value -> value != null }.collect { name, value -> "--${name.replace('_', '-')} ${quote(value)}" }.join(' ')
    }

    /** One word to the shell, whatever it holds. */
    static String quote(Object value) {
        final text = value.toString()
        return text ==~ /[A-Za-z0-9.,=_+-]+/ ? text : "'" + text.replace("'", "'\\''") + "'"
    }
}
