/**
 * What the tools need for a tensor and a network of given sizes: memory, time, number of shards. Memory is counted as the tools
 * count it before they begin (MemoryNeed, in Java; a test compares both); seconds are those of docs/scaling.md.
 *
 * A shape is a map: windows (that hold a peak), rows, peaks, sources, datasets, trs, bins, as tensorize's summary has them, and filters,
 * deep_dim, batch_size and kernel (20 without it).
 */
class Resources {

    private static final long MB = 1L << 20
    private static final long FLOAT = 4
    private static final int SLOTS = 4 // pieces of a training batch
    private static final int BATCH = 24 // windows that a thread rebuilds at a time
    private static final long SCRATCH = 8 * MB
    // Core-seconds, fitted: tools/build/benchmarks/results/coefficients.tsv.
    private static final Map<String, Double> SCORING = [multiplications: 1.14019e-11d, cells: 2.58168e-09d, planes: 2.64629e-09d, dense: 0d, window: 7.1024e-05d]
    private static final Map<String, Double> TRAINING = [
        multiplications: 1.20006e-11d, cells: 8.18722e-09d, planes: 2.39228e-09d, dense: 0d, parameters: 2.39619e-08d, window: 0.000413103d
    ]
    private static final double SHARD_SECONDS = 25 * 60
    private static final long MOST_SHARDS = 500

    /** Sizes from a row per field, as tensorize's summary has them, and hyperparameters by name. */
    static Map<String, Object> shape(Map summary, Map settings) {
        return [
            windows: long_(summary.windows_with_peaks), rows: long_(summary.rows), peaks: long_(summary.peaks), sources: long_(summary.sources),
            datasets: long_(summary.datasets), trs: long_(summary.trs), bins: long_(summary.bins),
            filters: long_(settings.filters), deep_dim: long_(settings.deep_dim), batch_size: long_(settings.batch_size ?: 48), kernel: 20L
        ]
    }

    /** The summary of tensorize, a table of field and value, as a map. */
    static Map<String, String> summary(String text) {
        return text.readLines().drop(1).findAll { it }.collectEntries { line -> line.split('\t', 2).toList() }
    }

    /** Memory that a training task needs, in MiB. */
    static long trainingMb(Map shape, int threads) {
        final s = new Sizes(shape)
        final slot = (s.batch + SLOTS - 1).intdiv(SLOTS)
        final weights = s.weights(true, threads)
        final pass = s.pass(slot, true)
        final passes = Math.min(threads, SLOTS)
        final heap = s.content() + FLOAT * 2 * s.batch * s.window + weights.heap + Math.max(FLOAT * s.parameters, passes * pass.heap)
        return megabytes(heap,
            weights.blocks + FLOAT * 3 * s.parameters + passes * (pass.blocks + SCRATCH),
            FLOAT * (10 * s.parameters + s.batch * s.window), 200 * MB)
    }

    /** Memory that a scoring task needs, in MiB. */
    static long scoringMb(Map shape, int threads) {
        final s = new Sizes(shape)
        final need = s.rebuilding(threads)
        return megabytes(need.heap + s.content(), need.blocks, need.arrays)
    }

    /** Memory that the examples of a cell line need, in MiB: whole windows are kept to be shown. */
    static long examplesMb(Map shape, int threads) {
        final s = new Sizes(shape)
        final need = s.rebuilding(threads)
        return megabytes(need.heap + s.content() + FLOAT * 2 * BATCH * s.window * (threads + 1), need.blocks, need.arrays)
    }

    /** Memory that the Q-score of so many models on so many windows needs, in MiB. */
    static long qscoreMb(Map shape, int threads, long sample, int models) {
        final s = new Sizes(shape)
        final dimensions = s.d + s.t
        final perWindow = 17 * dimensions
        final sums = sample * perWindow + 8 * dimensions * dimensions + 8 * s.cells
        final parts = threads * (BATCH * perWindow + 8 * dimensions * dimensions + 8 * s.cells)
        final kept = models * (27 * dimensions * dimensions + 240 * (s.d * s.d + s.t * s.t))
        final need = s.rebuilding(threads)
        return megabytes(need.heap + s.content() + sums + parts + kept, need.blocks, need.arrays)
    }

    /** Memory that the interpretation of so many models needs, in MiB. */
    static long interpretMb(Map shape, int threads, int models) {
        final s = new Sizes(shape)
        final weights = s.weights(false, threads)
        final pass = s.pass(BATCH, false)
        final climbing = s.climbing(threads)
        final windows = 3 * FLOAT * BATCH * s.window * threads
        final rebuilding = models * weights.heap + threads * pass.heap + windows
        return megabytes(s.content() + s.sources * s.cells * 20 + 32 * s.sources * s.sources + 24 * MB + Math.max(rebuilding, climbing.heap),
            Math.max(models * weights.blocks + threads * pass.blocks, climbing.blocks) + threads * SCRATCH,
            FLOAT * models * s.parameters)
    }

    /** Memory that judging so many models on a simulation needs, in MiB. */
    static long judgeMb(Map shape, int threads, int models) {
        final s = new Sizes(shape)
        final values = s.rows + s.windows * s.cells
        final need = s.rebuilding(threads)
        return megabytes(need.heap + s.content() + (24 * models + 64) * values + 96 * s.rows, need.blocks, need.arrays)
    }

    /** Memory that normalisation needs, in MiB. */
    static long normalizeMb(Map shape, int threads, long sample) {
        final s = new Sizes(shape)
        final grids = s.sources * s.cells * 24 + threads * BATCH * s.cells * 8
        final meanRows = s.windows == 0 ? 0 : s.rows.intdiv(s.windows)
        final ofSample = 12 * capacity(sample * Math.min(meanRows, s.sources), 4096)
        final need = s.rebuilding(threads)
        final probing = need.heap + grids + ofSample + s.content()
        return megabytes(30 * capacity(s.peaks, 4096) + Math.max(probing, s.peaks * 72), need.blocks, need.arrays)
    }

    /** Memory that merging so many rows of score files needs, in MiB; every model has as many rows as the tensor. */
    static long mergeMb(long rows) {
        return 200 + (rows * 110).intdiv(MB)
    }

    /** Memory that the summary of a cell line needs, in MiB. */
    static long summarizeMb(Map shape) {
        final s = new Sizes(shape)
        final scores = 32 * capacity(s.peaks, 4096) + 20 * s.peaks
        final sums = 4 * (8 * s.d * s.d + 12 * s.t * s.t)
        return megabytes(scores + s.content() + sums + 60 * MB, 0, 0)
    }

    /** What a task asks for, in MiB, when it needs so much: a tenth more, in steps of 256, never below 1 GiB. */
    static long taskMb(long needed) {
        return Math.max(1024L, (needed + needed.intdiv(10) + 255).intdiv(256) * 256)
    }

    /** Core-seconds to score one window. */
    static double scoringSeconds(Map shape) {
        final s = new Sizes(shape)
        return SCORING.multiplications * s.multiplications() + SCORING.cells * s.window + SCORING.planes * s.planes() * s.plane1 +
            SCORING.dense * s.encoded + SCORING.window
    }

    /** Core-seconds to train on one window of a batch of so many: empty draws are dropped, and the step on the weights is shared by the others. */
    static double trainingSeconds(Map shape, double windowsOfBatch) {
        final s = new Sizes(shape)
        return TRAINING.multiplications * s.trainingMultiplications() + TRAINING.cells * s.window + TRAINING.planes * s.planes() * s.plane1 +
            TRAINING.dense * s.encoded + TRAINING.parameters * s.parameters / windowsOfBatch + TRAINING.window
    }

    /**
     * Tasks among which the scoring of so many windows is shared, so that one takes some 25 minutes on four cores: no more than there are
     * batches of windows, and at most 500.
     */
    static int shards(long windows, Map shape) {
        final batches = Math.max(1L, (windows + BATCH - 1).intdiv(BATCH))
        final tasks = Math.ceil(windows * scoringSeconds(shape) / (4 * SHARD_SECONDS)) as long
        return Math.max(1L, [tasks, batches, MOST_SHARDS].min()) as int
    }

    private static long megabytes(long heap, long blocks, long arrays, long process = 140 * MB) {
        final limit = heap + heap.intdiv(2) + 40 * MB
        final outside = blocks + arrays
        final bytes = [limit + outside + outside.intdiv(16) + process, (limit * 8).intdiv(5), (blocks * 8).intdiv(6)].max()
        return (bytes + MB - 1).intdiv(MB) + 1
    }

    private static long capacity(long n, long least) {
        long capacity = least
        while (capacity < n) capacity *= 2
        return capacity
    }

    private static long long_(Object value) {
        return value == null ? 0 : value as long
    }

    /** Bytes on the heap, in matrices outside of it, and in ND4J's arrays. */
    private static class Need {
        long heap
        long blocks
        long arrays
    }

    /** Lengths of a network's axes and what follows from them; letters as in docs/methods.md. */
    private static class Sizes {
        final long l, d, t, f, h, k, batch, windows, rows, peaks, sources
        final long cells, window, parameters, plane1, plane2, encoded, columns, folded, c1Rows, pooledRows, padded

        Sizes(Map shape) {
            l = shape.bins as long
            d = shape.datasets as long
            t = shape.trs as long
            f = shape.filters as long
            h = shape.deep_dim as long
            k = (shape.kernel ?: 20) as long
            batch = (shape.batch_size ?: 48) as long
            windows = long_(shape.windows)
            rows = long_(shape.rows ?: shape.peaks)
            peaks = long_(shape.peaks)
            cells = d * t
            // A dataset has a TR or a few.
            sources = shape.sources == null ? Math.min(cells, 3 * Math.max(d, t)) : shape.sources as long
            window = l * cells
            padded = l + 4 * k
            c1Rows = padded - k + 1
            pooledRows = (c1Rows + 1).intdiv(2)
            plane1 = padded.intdiv(2) * f
            plane2 = padded.intdiv(4) * f
            encoded = padded.intdiv(4) * h
            final left = (k - 1).intdiv(2)
            final taps = Math.floorDiv(3 + k - 1 - left, 4L) - Math.floorDiv(-left, 4L) + 1
            columns = l.intdiv(4) * taps * f
            folded = taps * f * 4 * cells
            parameters = k * (d * f + h * f + f * cells) + t * k.intdiv(2) * f * f + 3 * f + f * h + 3 * h * h + 4 * h + cells
        }

        long content() {
            return 26 * capacity(rows, 4096) + 22 * capacity(windows, 1024)
        }

        Need weights(boolean training, int threads) {
            final k2 = k.intdiv(2)
            long blocks = k2 * f * f + 3 * k2.intdiv(2) * f * f * (t + 1) + 3 * k2 * h * f + folded
            if (training) blocks += k2 * f * f * (t + 1) + k * h * f
            long heap = d * f * (k + 2 * (k + 1) + 16)
            heap += 2 * (4 * padded.intdiv(4) * h + window + pooledRows * f)
            heap += 2 * k2 * f * f + threads * 2 * Math.max(h * f, f * f) + k * d * f
            return new Need(heap: FLOAT * heap, blocks: FLOAT * blocks)
        }

        Need pass(long n, boolean training) {
            long blocks = n * (3 * (t * plane1 + 3 * plane1 + encoded + plane2)).intdiv(2)
            blocks += n * (plane1 + 2 * plane2 + 4 * encoded + columns + window)
            final largest = [window, encoded, plane1 + plane2, columns].max()
            long heap = 2 * largest + 3 * Math.max(plane1, encoded) + 2 * plane1
            heap += (c1Rows + 1 + padded + 4 * pooledRows) * f + (n * plane2).intdiv(4)
            heap += t * 512 + window.intdiv(2)
            if (training) {
                blocks += n * (t + 1) * plane1
                blocks += n * (columns + 2 * plane2 + 2 * encoded + 3 * plane1)
                blocks += folded + (2 * k + k.intdiv(2)) * f + k.intdiv(2) * f * f
                heap += n * (t + 1) * pooledRows * f + n * plane1 + window
                heap += d * k * f + 2 * (c1Rows + 1) * f
                heap += (n * window * 5).intdiv(4)
            }
            return new Need(heap: FLOAT * heap, blocks: FLOAT * blocks)
        }

        /** Ur-examples: weights as in training, and the matrices of 16 inputs per thread. */
        Need climbing(int threads) {
            final n = 16
            long blocks = n * (2 * padded * (d + f) + 3 * plane1 + plane2 + 5 * encoded) + (k + k.intdiv(2)) * f
            long heap = n * (t * pooledRows * f + plane2.intdiv(4) + h + 2 * window)
            heap += 2 * (c1Rows + 1) * f + 4 * pooledRows * f + 2 * plane1 + 2 * Math.max(encoded, plane2) + l * d
            final weights = weights(true, threads)
            return new Need(heap: weights.heap + FLOAT * threads * heap, blocks: weights.blocks + FLOAT * (k * d * f + threads * blocks))
        }

        /**
         * The second convolution over the planes of TRs with peaks and the shared one, a quarter saved by halving; dense layers; the third
         * convolution; the folded decoder.
         */
        double multiplications() {
            return 0.75d * (second() + third()) + dense() + decoder()
        }

        /** Forward, and twice as many backward, where nothing is saved. */
        double trainingMultiplications() {
            return multiplications() + 2 * (second() + third() + dense() + decoder())
        }

        /** TRs of a window that have a plane of their own when its peaks fall among all alike, and the shared plane. */
        double planes() {
            return windows == 0 ? t + 1 : t * (1 - Math.pow(1 - 1d / t, (double) rows / windows)) + 1
        }

        private double second() {
            return (double) padded.intdiv(2) * k.intdiv(2) * f * f * planes()
        }

        private double dense() {
            return (double) padded.intdiv(4) * (f * h + 3 * h * h)
        }

        private double third() {
            return (double) padded.intdiv(4) * k * h * f
        }

        private double decoder() {
            return (double) columns * 4 * cells
        }

        Need rebuilding(int threads) {
            final weights = weights(false, threads)
            final pass = pass(BATCH, false)
            return new Need(
                heap: weights.heap + threads * (pass.heap + FLOAT * 2 * BATCH * window),
                blocks: weights.blocks + threads * (pass.blocks + SCRATCH),
                arrays: FLOAT * parameters)
        }
    }
}
