process INTERPRET {
    tag "${meta.cell_line}"
    label 'network'
    ext memory_mb: { Resources.taskMb(Resources.interpretMb(meta, task.cpus, [models].flatten().size())) }
    container Images.of('interpret', params, workflow)

    input:
    tuple val(meta), path(tensor), path(index), path(models, stageAs: 'model?/*'), path(factors), val(options)

    output:
    tuple val(meta), path("${meta.cell_line}/interpretation"), emit: interpretation
    path 'versions.yml', emit: versions

    script:
    """
    mkdir -p ${meta.cell_line}
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    interpret --tensor ${tensor} ${[models].flatten().collect { model -> "--model ${model}" }.join(' ')} ${factors ? "--factors ${factors}" : ''} ${options} \\
        --threads ${task.cpus} ${task.ext.args ?: ''} --output ${meta.cell_line}/interpretation
    tool-version ${task.process} interpret > versions.yml
    """

    stub:
    """
    mkdir -p ${meta.cell_line}
    mkdir -p ${meta.cell_line}/interpretation
    for name in affinity.tsv groups.tsv groups_cut.tsv group_members.tsv phantoms_by_source.tsv phantoms.bed.gz.tbi; do
        touch ${meta.cell_line}/interpretation/\$name
    done
    for name in correlation_groups.tsv encoded.tsv examples.tsv kernels.tsv phantoms.bed ur_examples.tsv; do
        gzip -n < /dev/null > ${meta.cell_line}/interpretation/\$name.gz
    done
    tool-version ${task.process} interpret --stub > versions.yml
    """
}
