process TRAIN {
    tag "${meta.cell_line} seed ${seed}"
    label 'network'
    ext memory_mb: { Resources.taskMb(Resources.trainingMb(meta, task.cpus)) }
    container Images.of('train', params, workflow)

    input:
    tuple val(meta), path(tensor), path(index), path(source_weights, stageAs: 'weights/*'), val(options), val(seed)

    output:
    tuple val(meta), val(seed), path("${meta.cell_line}/seed-${seed}/${meta.cell_line}.model.zip"), emit: model
    tuple val(meta), val(seed), path("${meta.cell_line}/seed-${seed}/loss.tsv"), emit: loss
    path 'versions.yml', emit: versions

    script:
    """
    mkdir -p ${meta.cell_line}/seed-${seed}
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    train --tensor ${tensor} ${source_weights ? "--source-weights ${source_weights}" : ''} ${options} --seed ${seed} \\
        --threads ${task.cpus} ${task.ext.args ?: ''} \\
        --output ${meta.cell_line}/seed-${seed}/${meta.cell_line}.model.zip --loss ${meta.cell_line}/seed-${seed}/loss.tsv
    tool-version ${task.process} train > versions.yml
    """

    stub:
    """
    mkdir -p ${meta.cell_line}/seed-${seed}
    touch ${meta.cell_line}/seed-${seed}/${meta.cell_line}.model.zip ${meta.cell_line}/seed-${seed}/loss.tsv
    tool-version ${task.process} train --stub > versions.yml
    """
}
