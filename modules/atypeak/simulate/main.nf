process SIMULATE {
    tag "${meta.id}"
    label 'stream'
    container Images.of('simulate', params, workflow)

    input:
    tuple val(meta), val(options), val(axes)

    output:
    tuple val(meta), path("${prefix}.regions.bed.gz"), path("${prefix}.peaks.bed.gz"), emit: catalogue
    tuple val(meta), path("${prefix}.truth.tsv.gz"), emit: truth
    tuple val(meta), path("${prefix}.axes.tsv"), emit: axes, optional: true
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    simulate --cell-line '${meta.cell_line}' ${options} ${axes ? "--output-axes ${prefix}.axes.tsv" : ''} ${task.ext.args ?: ''} \\
        --output-regions ${prefix}.regions.bed.gz --output-peaks ${prefix}.peaks.bed.gz --output-truth ${prefix}.truth.tsv.gz
    tool-version ${task.process} simulate > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    for name in regions.bed peaks.bed truth.tsv; do gzip -n < /dev/null > ${prefix}.\$name.gz; done
    ${axes ? "touch ${prefix}.axes.tsv" : ''}
    tool-version ${task.process} simulate --stub > versions.yml
    """
}
