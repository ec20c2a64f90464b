process QSCORE {
    tag "${meta.id}"
    label 'network'
    ext memory_mb: { Needs.memory(meta.id, 'qscore') }
    container Images.of('qscore', params, workflow)

    input:
    tuple val(meta), path(tensor), path(index), path(models, stageAs: 'model?/*'), val(options)

    output:
    tuple val(meta), path("${prefix}"), emit: q_score
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: 'q_score'
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    qscore --tensor ${tensor} ${[models].flatten().collect { model -> "--model ${model}" }.join(' ')} ${options} \\
        --threads ${task.cpus} ${task.ext.args ?: ''} --output ${prefix}
    tool-version ${task.process} qscore > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: 'q_score'
    """
    mkdir ${prefix}
    for name in q_score.tsv correlation.tsv C.tsv P.tsv R.tsv abundance.tsv pairs.tsv total.txt; do
        touch ${prefix}/\$name
    done
    tool-version ${task.process} qscore --stub > versions.yml
    """
}
