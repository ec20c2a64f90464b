process REPORT {
    label 'stream'
    container Images.of('report', params, workflow)

    input:
    path summaries, stageAs: 'summaries/*'
    path params_json
    val title
    val genome
    val options

    output:
    path 'report.html', emit: page
    path 'figures', emit: figures
    path 'multiqc', emit: multiqc
    path 'hub.txt', emit: hub
    path 'igv_session.xml', emit: igv_session
    path 'versions.yml', emit: versions

    script:
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    report --summary summaries/*.json --run-info ${params_json} --title ${Options.quote(title)} --genome ${Options.quote(genome)} ${options} ${task.ext.args ?: ''} \\
        --output report.html --output-figures figures --output-multiqc multiqc --output-hub hub.txt --output-igv igv_session.xml
    tool-version ${task.process} report > versions.yml
    """

    stub:
    """
    mkdir figures multiqc
    touch report.html multiqc/crelens_summary_mqc.json hub.txt igv_session.xml
    tool-version ${task.process} report --stub > versions.yml
    """
}
