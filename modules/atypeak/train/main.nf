process TRAIN {
    tag "${meta.id} seed ${seed}"
    label 'network'
    ext memory_mb: { Needs.memory(meta.id, 'train') }
    container Images.of('train', params, workflow)

    input:
    tuple val(meta), path(tensor), path(index), path(source_weights, stageAs: 'weights/*'), val(options), val(seed)

    output:
    tuple val(meta), val(seed), path("${prefix}.model.zip"), emit: model
    tuple val(meta), val(seed), path('loss.tsv'), emit: loss
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    train --tensor ${tensor} ${source_weights ? "--source-weights ${source_weights}" : ''} ${options} --seed ${seed} \\
        --threads ${task.cpus} ${task.ext.args ?: ''} --output ${prefix}.model.zip --loss loss.tsv
    tool-version ${task.process} train > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    touch ${prefix}.model.zip loss.tsv
    tool-version ${task.process} train --stub > versions.yml
    """
}
