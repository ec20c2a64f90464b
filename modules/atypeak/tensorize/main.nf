process TENSORIZE {
    tag "${meta.cell_line}"
    label 'stream'
    container Images.of('tensorize', params, workflow)

    input:
    tuple val(meta), path(regions, stageAs: 'regions/*'), path(peaks, stageAs: 'peaks?/*'), path(sources, stageAs: 'sources/*'), path(axes, stageAs: 'axes/*'), val(options)

    output:
    tuple val(meta), path("${meta.cell_line}/${meta.cell_line}.tensor.bed.gz"), path("${meta.cell_line}/${meta.cell_line}.tensor.bed.gz.tbi"), emit: tensor
    tuple val(meta), path("${meta.cell_line}/${meta.cell_line}.tensor.tsv"), emit: summary
    path 'versions.yml', emit: versions

    script:
    """
    mkdir -p ${meta.cell_line}
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    tensorize --regions ${regions} --peaks ${peaks} --cell-line '${meta.cell_line}' \\
        ${sources ? "--sources ${sources}" : ''} ${axes ? "--axes ${axes}" : ''} ${options} ${task.ext.args ?: ''} \\
        --output ${meta.cell_line}/${meta.cell_line}.tensor.bed.gz \\
        --output-summary ${meta.cell_line}/${meta.cell_line}.tensor.tsv
    tool-version ${task.process} tensorize > versions.yml
    """

    stub:
    """
    mkdir -p ${meta.cell_line}
    gzip -n < /dev/null > ${meta.cell_line}/${meta.cell_line}.tensor.bed.gz
    touch ${meta.cell_line}/${meta.cell_line}.tensor.bed.gz.tbi
    printf '%s\\t%s\\n' field value cell_line '${meta.cell_line}' windows 24 windows_with_peaks 24 peaks 96 rows 96 \\
        datasets 4 trs 4 sources 8 window 3200 squish 10 bins 320 > ${meta.cell_line}/${meta.cell_line}.tensor.tsv
    tool-version ${task.process} tensorize --stub > versions.yml
    """
}
