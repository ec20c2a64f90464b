process QSCORE {
    tag "${meta.cell_line}"
    label 'network'
    ext memory_mb: { Resources.taskMb(Resources.qscoreMb(meta, task.cpus, sample, [models].flatten().size())) }
    container Images.of('qscore', params, workflow)

    input:
    tuple val(meta), path(tensor), path(index), path(models, stageAs: 'model?/*'), val(sample), val(options)

    output:
    tuple val(meta), path("${meta.cell_line}/q_score"), emit: q_score
    path 'versions.yml', emit: versions

    script:
    """
    mkdir -p ${meta.cell_line}
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    qscore --tensor ${tensor} ${[models].flatten().collect { model -> "--model ${model}" }.join(' ')} ${options} \\
        --threads ${task.cpus} ${task.ext.args ?: ''} --output ${meta.cell_line}/q_score
    tool-version ${task.process} qscore > versions.yml
    """

    stub:
    """
    mkdir -p ${meta.cell_line}
    mkdir -p ${meta.cell_line}/q_score
    for name in q_score.tsv correlation.tsv C.tsv P.tsv R.tsv abundance.tsv pairs.tsv total.txt; do
        touch ${meta.cell_line}/q_score/\$name
    done
    tool-version ${task.process} qscore --stub > versions.yml
    """
}
