process SIMULATE {
    tag "${meta.cell_line}"
    label 'stream'
    container Images.of('simulate', params, workflow)

    input:
    tuple val(meta), val(options)

    output:
    tuple val(meta), path("${meta.cell_line}/${meta.cell_line}.regions.bed.gz"), path("${meta.cell_line}/${meta.cell_line}.peaks.bed.gz"), emit: catalogue
    tuple val(meta), path("${meta.cell_line}/${meta.cell_line}.truth.tsv.gz"), emit: truth
    tuple val(meta), path("${meta.cell_line}/${meta.cell_line}.axes.tsv"), emit: axes, optional: true
    path 'versions.yml', emit: versions

    script:
    """
    mkdir -p ${meta.cell_line}
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    simulate --cell-line '${meta.cell_line}' ${options} ${task.ext.args ?: ''} \\
        --output-regions ${meta.cell_line}/${meta.cell_line}.regions.bed.gz \\
        --output-peaks ${meta.cell_line}/${meta.cell_line}.peaks.bed.gz \\
        --output-truth ${meta.cell_line}/${meta.cell_line}.truth.tsv.gz
    tool-version ${task.process} simulate > versions.yml
    """

    stub:
    """
    mkdir -p ${meta.cell_line}
    for name in regions.bed peaks.bed truth.tsv; do gzip -n < /dev/null > ${meta.cell_line}/${meta.cell_line}.\$name.gz; done
    ${options.contains('--output-axes') ? "touch ${meta.cell_line}/${meta.cell_line}.axes.tsv" : ''}
    tool-version ${task.process} simulate --stub > versions.yml
    """
}
