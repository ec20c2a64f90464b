process CRUMB {
    tag "${meta.cell_line}"
    label 'stream'
    container Images.of('crumb', params, workflow)

    input:
    tuple val(meta), path(tensor, stageAs: 'input/*'), path(index, stageAs: 'input/*'), val(options)

    output:
    tuple val(meta), path("${meta.cell_line}.crumbed.tensor.bed.gz"), path("${meta.cell_line}.crumbed.tensor.bed.gz.tbi"), emit: tensor
    path 'versions.yml', emit: versions

    script:
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    crumb --input ${tensor} ${options} ${task.ext.args ?: ''} --output ${meta.cell_line}.crumbed.tensor.bed.gz
    tool-version ${task.process} crumb > versions.yml
    """

    stub:
    """
    gzip -n < /dev/null > ${meta.cell_line}.crumbed.tensor.bed.gz
    touch ${meta.cell_line}.crumbed.tensor.bed.gz.tbi
    tool-version ${task.process} crumb --stub > versions.yml
    """
}
