process NORMALIZE {
    tag "${meta.cell_line}"
    label 'network'
    ext memory_mb: { Resources.taskMb(Resources.normalizeMb(meta, task.cpus, sample)) }
    container Images.of('normalize', params, workflow)

    input:
    tuple val(meta), path(raw), path(raw_index), path(tensor), path(index), path(models, stageAs: 'model?/*'), path(regions, stageAs: 'regions/*'), val(sample), val(options)

    output:
    tuple val(meta), path("${meta.cell_line}/${meta.cell_line}.final.bed.gz"), path("${meta.cell_line}/${meta.cell_line}.final.bed.gz.tbi"), emit: final_bed
    tuple val(meta), path("${meta.cell_line}/${meta.cell_line}.corr-group.bed.gz"), path("${meta.cell_line}/${meta.cell_line}.corr-group.bed.gz.tbi"), emit: corr_group
    tuple val(meta), path("${meta.cell_line}/${meta.cell_line}.scores.tsv.gz"), emit: scores
    tuple val(meta), path("${meta.cell_line}/regions.tsv.gz"), emit: regions
    tuple val(meta), path("${meta.cell_line}/normalization_factors.tsv"), emit: factors
    tuple val(meta), path("${meta.cell_line}/stats_tr.tsv"), path("${meta.cell_line}/stats_dataset.tsv"), emit: statistics
    path 'versions.yml', emit: versions

    script:
    """
    mkdir -p ${meta.cell_line}
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    normalize --raw ${raw} --tensor ${tensor} ${[models].flatten().collect { model -> "--model ${model}" }.join(' ')} \\
        --regions ${regions} ${options} --threads ${task.cpus} ${task.ext.args ?: ''} \\
        --output-factors ${meta.cell_line}/normalization_factors.tsv \\
        --output-corr-group ${meta.cell_line}/${meta.cell_line}.corr-group.bed.gz \\
        --output-final ${meta.cell_line}/${meta.cell_line}.final.bed.gz \\
        --output-scores ${meta.cell_line}/${meta.cell_line}.scores.tsv.gz \\
        --output-regions ${meta.cell_line}/regions.tsv.gz \\
        --output-stats-tr ${meta.cell_line}/stats_tr.tsv \\
        --output-stats-dataset ${meta.cell_line}/stats_dataset.tsv
    tool-version ${task.process} normalize > versions.yml
    """

    stub:
    """
    mkdir -p ${meta.cell_line}
    for name in ${meta.cell_line}/${meta.cell_line}.corr-group.bed ${meta.cell_line}/${meta.cell_line}.final.bed ${meta.cell_line}/${meta.cell_line}.scores.tsv ${meta.cell_line}/regions.tsv; do
        gzip -n < /dev/null > \$name.gz
    done
    touch ${meta.cell_line}/${meta.cell_line}.corr-group.bed.gz.tbi ${meta.cell_line}/${meta.cell_line}.final.bed.gz.tbi
    touch ${meta.cell_line}/normalization_factors.tsv ${meta.cell_line}/stats_tr.tsv ${meta.cell_line}/stats_dataset.tsv
    tool-version ${task.process} normalize --stub > versions.yml
    """
}
