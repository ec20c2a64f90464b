process TENSORIZE {
    tag "${meta.id}"
    label 'stream'
    container Images.of('tensorize', params, workflow)

    input:
    tuple val(meta), path(regions, stageAs: 'regions/*'), path(peaks, stageAs: 'peaks?/*'), path(sources, stageAs: 'sources/*'), path(axes, stageAs: 'axes/*'), val(options)

    output:
    tuple val(meta), path("${prefix}.tensor.bed.gz"), path("${prefix}.tensor.bed.gz.tbi"), emit: tensor
    tuple val(meta), path("${prefix}.tensor.tsv"), emit: summary
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    tensorize --regions ${regions} --peaks ${peaks} --cell-line '${meta.cell_line}' \\
        ${sources ? "--sources ${sources}" : ''} ${axes ? "--axes ${axes}" : ''} ${options} ${task.ext.args ?: ''} \\
        --output ${prefix}.tensor.bed.gz --output-summary ${prefix}.tensor.tsv
    tool-version ${task.process} tensorize > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    gzip -n < /dev/null > ${prefix}.tensor.bed.gz
    touch ${prefix}.tensor.bed.gz.tbi
    printf '%s\\t%s\\n' field value cell_line '${meta.cell_line}' windows 24 windows_with_peaks 24 peaks 96 rows 96 \\
        datasets 4 trs 4 sources 8 window 3200 squish 10 bins 320 peaks_of_cell_line 120 peaks_in_regions 96 > ${prefix}.tensor.tsv
    tool-version ${task.process} tensorize --stub > versions.yml
    """
}
