import java.nio.file.Path
import nextflow.Nextflow

/** The paper's artificial experiments: what is simulated, trained and compared for each. Expectations are judge's (docs/atypeak/study.md). */
class AtypeakStudy {

    /** Options of simulate beyond its own defaults: 8 datasets, 8 TRs in two halves, a watermark. */
    private static final Map<String, String> DATA = [
        halves: '',
        small: '--datasets 6 --trs 4',
        pairs: '--trs 16 --groups equal:8 --watermark 0',
        odds: '--odds 0.66667',
        padded: '--empty-trs 12',
        quarters: '--groups equal:4',
        overlap: '--groups overlapping'
    ]

    private static final String UNRELIABLE = (1..4).collect { i -> "d0${i}=10" }.join(',')
    private static final String SECOND_HALF = (5..8).collect { i -> "t0${i}=2" }.join(',')

    /** Models by name; several experiments may look at one. */
    private static final Map<String, Map> MODELS = [
        'halves': [data: 'halves', filters: 16, deep_dim: 32, learning_rate: '1e-3'],
        'small': [data: 'small', filters: 16, deep_dim: 32, learning_rate: '1e-3'],
        'large-budget': [data: 'halves', filters: 48, deep_dim: 256, learning_rate: '1e-4', epochs: 48],
        'pairs-H8': [data: 'pairs', filters: 24, deep_dim: 8, learning_rate: '1e-4'],
        'pairs-H32': [data: 'pairs', filters: 24, deep_dim: 32, learning_rate: '1e-4'],
        'pairs-H128': [data: 'pairs', filters: 24, deep_dim: 128, learning_rate: '1e-4'],
        'pairs-H256': [data: 'pairs', filters: 24, deep_dim: 256, learning_rate: '1e-4'],
        'odds': [data: 'odds', filters: 16, deep_dim: 32, learning_rate: '1e-4'],
        'plain': [data: 'halves', filters: 96, deep_dim: 256, learning_rate: '1e-4'],
        'padded': [data: 'padded', filters: 96, deep_dim: 256, learning_rate: '1e-4'],
        'quarters-1e-4': [data: 'quarters', filters: 64, deep_dim: 600, learning_rate: '1e-4'],
        'quarters-1e-5': [data: 'quarters', filters: 64, deep_dim: 600, learning_rate: '1e-5'],
        'datasets-unweighted': [data: 'halves', filters: 24, deep_dim: 64, learning_rate: '1e-4'],
        'datasets-weighted': [data: 'halves', filters: 24, deep_dim: 64, learning_rate: '1e-4', weights: "--dataset-weights ${UNRELIABLE}"],
        'overlap-weighted': [data: 'overlap', filters: 16, deep_dim: 32, learning_rate: '1e-4', epochs: 16, weights: "--tr-weights ${SECOND_HALF}"],
        'overlap-unweighted': [data: 'overlap', filters: 24, deep_dim: 64, learning_rate: '1e-3']
    ]

    /** Experiments: names of their models for judge, and which model each is. */
    private static final Map<String, Map<String, String>> EXPERIMENTS = [
        '2a': ['8x8': 'halves'],
        'S1b': ['8x8': 'halves', '6x4': 'small'],
        '2b': ['small': 'halves', 'large': 'large-budget'],
        '3': ['H8': 'pairs-H8', 'H32': 'pairs-H32', 'H128': 'pairs-H128', 'H256': 'pairs-H256'],
        'S3a': ['odds': 'odds'],
        'S3b': ['plain': 'plain', 'padded': 'padded'],
        'S3c': ['rate-1e-4': 'quarters-1e-4', 'rate-1e-5': 'quarters-1e-5'],
        'S4a': ['unweighted': 'datasets-unweighted', 'weighted': 'datasets-weighted'],
        'S4b': ['weighted': 'overlap-weighted'],
        'S4c': ['weighted': 'overlap-weighted', 'unweighted': 'overlap-unweighted']
    ]

    /** Experiments that look at the Q-score, too. */
    private static final List<String> WITH_Q = ['3']
    private static final int BATCH = 10
    private static final int EPOCHS = 64

    /** What is wrong with the parameters of the study, one line each. */
    static List<String> problems(Map<String, Object> params) {
        final List<String> problems = []
        if (params.study != true) {
            if (params.experiments != null) problems << '--experiments: belongs to -profile study; give both'
            return problems
        }
        final others = ['input', 'peaks', 'regions', 'cell_lines', 'stop_after'].findAll { name -> params[name] != null } + (params.simulate == true ? ['simulate'] : [])
        if (others) problems << "-profile study: excludes ${others.collect { name -> '--' + name }.join(', ')}; the study simulates what it needs".toString()
        final named = names(params)
        named.findAll { name -> !EXPERIMENTS.containsKey(name) }.each { name ->
            problems << "--experiments: no experiment '${Shown.value(name)}'; there are ${EXPERIMENTS.keySet().join(', ')}".toString()
        }
        if (!named) problems << "--experiments: expected names, found '${Shown.value(params.experiments)}'; there are ${EXPERIMENTS.keySet().join(', ')}".toString()
        return problems
    }

    private static List<String> names(Map<String, Object> params) {
        if (params.experiments == null) return EXPERIMENTS.keySet().toList()
        return params.experiments.toString().split(',')*.trim().findAll { it }.unique()
    }

    /**
     * What is to be done for the chosen experiments.
     *
     * @return data: name and options of each simulation; models: name, data to train on, data to judge on, options of train, whether its
     *     Q-score is wanted; needs: what to ask the executable resources, see there; candidates: model, data to judge on, experiment, label, in
     *     the order of experiments and labels; about: one line for the page
     */
    static Map<String, Object> plan(Map<String, Object> params) {
        // In the order of the list above, whatever that of the names.
        final chosen = EXPERIMENTS.findAll { name, models -> name in names(params) }
        final candidates = chosen.collectMany { experiment, models ->
            models.collect { label, model ->
                [model: model, data: judging(MODELS[model].data as String), experiment: experiment, label: label, labels: models.keySet().toList()]
            }
        }
        final models = MODELS.findAll { name, model -> name in candidates*.model }
        final withQ = candidates.findAll { it.experiment in WITH_Q }*.model
        final seed = params.seed as long
        return [
            data: models.values()*.data.unique().collectMany { data ->
                // Regions that no model has seen come from another seed.
                [simulation(training(data), data, params.study_train, seed), simulation(judging(data), data, params.study_judge, seed + 1)]
            },
            models: models.collect { name, model ->
                [name: name, data: training(model.data as String), judged: judging(model.data as String), q_score: name in withQ,
                 options: training(model, params.study_epochs)]
            },
            needs: needs(MODELS.findAll { name, model -> name in models.keySet() }, candidates, withQ),
            candidates: candidates,
            about: "${params.study_train} regions to train, ${params.study_judge} others to judge, seed ${seed}".toString() +
                (params.study_epochs == null ? '' : ", at most ${params.study_epochs} epochs".toString())
        ]
    }

    /**
     * Tables of needs: the data that a step reads, the step, the id of the task that will ask for it, and options of the executable resources.
     * An experiment takes the largest need of its models.
     */
    private static List<Map> needs(Map<String, Map> models, List<Map> candidates, List<String> withQ) {
        final rows = models.collectMany { name, model ->
            final trained = [[id: name, step: 'train', data: training(model.data as String), options: sizes(model)]]
            name in withQ ? trained + [[id: name, step: 'qscore', data: judging(model.data as String), options: sizes(model) + ' --sample-windows all']] : trained
        }
        return rows + candidates.collect { candidate ->
            [id: candidate.experiment, step: 'judge', data: candidate.data, options: sizes(MODELS[candidate.model]) + " --judge ${candidate.labels.size()}".toString()]
        }.unique()
    }

    private static String sizes(Map model) {
        return "--filters ${model.filters} --deep-dim ${model.deep_dim} --batch-size ${BATCH}".toString()
    }

    private static Map<String, String> simulation(String name, String data, Object regions, long seed) {
        return [name: name, options: "--regions-count ${regions} --seed ${seed} ${DATA[data]}".toString().trim()]
    }

    private static String training(String data) {
        return "${data}-train".toString()
    }

    private static String judging(String data) {
        return "${data}-judge".toString()
    }

    private static String training(Map model, Object most) {
        final epochs = [model.epochs ?: EPOCHS, most == null ? EPOCHS : most as int].min()
        return "--filters ${model.filters} --deep-dim ${model.deep_dim} --learning-rate ${model.learning_rate} --batch-size ${BATCH} --batches-per-epoch 48 --epochs ${epochs} ${model.weights ?: ''}".toString().trim()
    }

    /** Steps, and the ids that have to leave each: see Method. */
    static Map<String, List<String>> expected(Map<String, Object> params) {
        final plan = plan(params)
        return [
            'simulating it': plan.data*.name,
            'training': plan.models*.name,
            'the Q-score': plan.models.findAll { model -> model.q_score }*.name,
            'judging it': plan.candidates*.experiment.unique(),
            'writing the page of the study': ['all experiments']
        ]
    }

    /**
     * Keeps what the tasks need, and stops the study before its first training when one of them cannot have that much memory.
     *
     * @param needs model or experiment, step, and the row of that step, of all models and experiments
     */
    static void require(List<List> needs) {
        final Map<String, Map<String, Map<String, Long>>> rows = [:].withDefault { [:] }
        needs.each { item, step, row ->
            Needs.keep(item as String, [(step): row])
            rows[item as String][step as String] = row
        }
        final names = [train: 'training', qscore: 'the Q-score', judge: 'judging']
        Needs.require(rows, rows.collectEntries { item, of_item -> [item, names] }, rows.collectEntries { item, of_item -> [item, 'simulate fewer regions (--study_train, --study_judge)'] })
    }

    /** What a run says when it is done. */
    static String lastWords(Map<String, Object> params) {
        final folder = (Nextflow.file(params.outdir.toString(), glob: false) as Path).toAbsolutePath().normalize()
        return "\nResults: ${folder}/study\nLook first at\n  study.html   which claims hold and which do not, with all figures\n  study.tsv    the same numbers as a table\nWhat is measured, and why: docs/atypeak/study.md.".toString()
    }
}
