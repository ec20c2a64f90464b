process CRUMB {
    tag "${meta.id}"
    label 'stream'
    container Images.of('crumb', params, workflow)

    input:
    tuple val(meta), path(tensor, stageAs: 'input/*'), path(index, stageAs: 'input/*'), val(options)

    output:
    tuple val(meta), path("${prefix}.tensor.bed.gz"), path("${prefix}.tensor.bed.gz.tbi"), emit: tensor
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: "${meta.id}.crumbed"
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    crumb --input ${tensor} ${options} ${task.ext.args ?: ''} --output ${prefix}.tensor.bed.gz
    tool-version ${task.process} crumb > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}.crumbed"
    """
    gzip -n < /dev/null > ${prefix}.tensor.bed.gz
    touch ${prefix}.tensor.bed.gz.tbi
    tool-version ${task.process} crumb --stub > versions.yml
    """
}
