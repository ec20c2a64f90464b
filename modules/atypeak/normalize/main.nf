process NORMALIZE {
    tag "${meta.id}"
    label 'network'
    ext memory_mb: { Needs.memory(meta.id, 'normalize') }
    container Images.of('normalize', params, workflow)

    input:
    tuple val(meta), path(raw), path(raw_index), path(tensor), path(index), path(models, stageAs: 'model?/*'), path(regions, stageAs: 'regions/*'), val(options)

    output:
    tuple val(meta), path("${prefix}.final.bed.gz"), path("${prefix}.final.bed.gz.tbi"), emit: final_bed
    tuple val(meta), path("${prefix}.corr-group.bed.gz"), path("${prefix}.corr-group.bed.gz.tbi"), emit: corr_group
    tuple val(meta), path("${prefix}.scores.tsv.gz"), emit: scores
    tuple val(meta), path('regions.tsv.gz'), emit: regions
    tuple val(meta), path('normalization_factors.tsv'), emit: factors
    tuple val(meta), path('stats_tr.tsv'), path('stats_dataset.tsv'), emit: statistics
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    normalize --raw ${raw} --tensor ${tensor} ${[models].flatten().collect { model -> "--model ${model}" }.join(' ')} \\
        --regions ${regions} ${options} --threads ${task.cpus} ${task.ext.args ?: ''} \\
        --output-factors normalization_factors.tsv \\
        --output-corr-group ${prefix}.corr-group.bed.gz \\
        --output-final ${prefix}.final.bed.gz \\
        --output-scores ${prefix}.scores.tsv.gz \\
        --output-regions regions.tsv.gz \\
        --output-stats-tr stats_tr.tsv \\
        --output-stats-dataset stats_dataset.tsv
    tool-version ${task.process} normalize > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    for name in ${prefix}.corr-group.bed ${prefix}.final.bed ${prefix}.scores.tsv regions.tsv; do
        gzip -n < /dev/null > \$name.gz
    done
    touch ${prefix}.corr-group.bed.gz.tbi ${prefix}.final.bed.gz.tbi normalization_factors.tsv stats_tr.tsv stats_dataset.tsv
    tool-version ${task.process} normalize --stub > versions.yml
    """
}
