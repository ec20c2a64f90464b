process REPORT {
    tag "${[documents].flatten().size()} documents"
    label 'stream'
    container Images.of('report', params, workflow)

    input:
    path documents, stageAs: 'documents/?/*'
    val genome // assembly, or empty: neither hub nor session
    val settings // JSON, as pipeline_info/params.json, without what says where the run took place

    output:
    path "${prefix}.html", emit: report
    path 'figures', emit: figures
    path 'multiqc', emit: multiqc
    path 'hub.txt', optional: true, emit: hub
    path 'igv_session.xml', optional: true, emit: igv_session
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: 'report'
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    printf '%s\\n' ${Options.quote(settings)} > settings.json
    report --document documents/*/*.json --run-info settings.json ${genome ? "--genome ${Options.quote(genome)} --output-hub hub.txt --output-igv igv_session.xml" : ''} \\
        ${task.ext.args ?: ''} --output ${prefix}.html --output-figures figures --output-multiqc multiqc
    tool-version ${task.process} report > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: 'report'
    """
    mkdir figures multiqc
    touch ${prefix}.html multiqc/crelens_summary_mqc.json ${genome ? 'hub.txt igv_session.xml' : ''}
    tool-version ${task.process} report --stub > versions.yml
    """
}
