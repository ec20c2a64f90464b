process SPLIT_PEAKS {
    tag "${cell_lines.size()} cell lines"
    label 'stream'
    container Images.of('split-peaks', params, workflow)

    input:
    tuple val(cell_lines), path(peaks, stageAs: 'peaks?/*')

    output:
    path 'split/*.peaks.bed.gz', emit: peaks
    path 'versions.yml', emit: versions

    script:
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    split-peaks --peaks ${peaks} --cell-line ${cell_lines.collect { cell_line -> "'${cell_line}'" }.join(' ')} \\
        --threads ${task.cpus} ${task.ext.args ?: ''} --output split
    tool-version ${task.process} split-peaks > versions.yml
    """

    stub:
    """
    mkdir -p split
    for cell_line in ${cell_lines.collect { cell_line -> "'${cell_line}'" }.join(' ')}; do
        gzip -n < /dev/null > "split/\$cell_line.peaks.bed.gz"
    done
    tool-version ${task.process} split-peaks --stub > versions.yml
    """
}
