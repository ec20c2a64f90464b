process INTERPRET {
    tag "${meta.id}"
    label 'network'
    ext memory_mb: { Needs.memory(meta.id, 'interpret') }
    container Images.of('interpret', params, workflow)

    input:
    tuple val(meta), path(tensor), path(index), path(models, stageAs: 'model?/*'), path(factors), val(options)

    output:
    tuple val(meta), path("${prefix}"), emit: interpretation
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: 'interpretation'
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    interpret --tensor ${tensor} ${[models].flatten().collect { model -> "--model ${model}" }.join(' ')} ${factors ? "--factors ${factors}" : ''} ${options} \\
        --threads ${task.cpus} ${task.ext.args ?: ''} --output ${prefix}
    tool-version ${task.process} interpret > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: 'interpretation'
    """
    mkdir ${prefix}
    for name in affinity.tsv groups.tsv groups_cut.tsv group_members.tsv phantoms_by_source.tsv phantoms.bed.gz.tbi; do
        touch ${prefix}/\$name
    done
    for name in correlation_groups.tsv encoded.tsv examples.tsv kernels.tsv phantoms.bed ur_examples.tsv; do
        gzip -n < /dev/null > ${prefix}/\$name.gz
    done
    tool-version ${task.process} interpret --stub > versions.yml
    """
}
