#!/usr/bin/env nextflow
// The door: reads parameters and sheet, refuses what is wrong before anything is submitted, calls the workflow of --method.
include { ATYPEAK  } from './workflows/atypeak'
include { STUDY    } from './workflows/study'
include { SIMULATE } from './modules/atypeak/simulate/main'

workflow {
    main:
    if (params.help) {
        println(Schema.ofParameters(file("${projectDir}/nextflow_schema.json")).help(workflow.manifest.version))
        exit(0)
    }
    if (params.version) {
        println("crelens ${workflow.manifest.version}")
        exit(0)
    }

    catalogue = Catalogue.of(projectDir, workflow.launchDir, params)
    platform = Platform.of(workflow.profile, params, workflow.workDir, catalogue.entries)
    catalogue.include(platform)
    if (catalogue.problems) {
        catalogue.complain()
        exit(catalogue.exitStatus)
    }
    if (!Images.ready(params, workflow)) {
        exit(2)
    }
    catalogue.summary().each { line -> log.info(line) }
    Images.remarks(params, workflow).each { line -> log.warn(line) }

    info = file("${params.outdir}/pipeline_info")
    RunInfo.write(info, 'params.json', RunInfo.parameters(params, catalogue.entries))
    RunInfo.write(info, 'machine.json', RunInfo.machine())

    if (params.study) {
        STUDY(Study.plan(params), params.seed as int)
        gather_versions(STUDY.out.versions, info)
        announce(workflow, Study.lastWords(params))
        return
    }

    entries = channel.fromList(catalogue.entries)
        .map { entry -> tuple([cell_line: entry.cell_line], entry) }

    SIMULATE(
        entries
            .filter { params.simulate as boolean }
            .map { meta, entry -> tuple(meta, entry.options.simulate) }
    )
    simulated = SIMULATE.out.catalogue
        .join(entries)
        .map { meta, regions, peaks, entry -> tuple(meta, regions, [peaks], entry) }
    read = entries
        .filter { !params.simulate }
        .map { meta, entry -> tuple(meta, entry.regions, entry.peaks, entry) }

    ATYPEAK(
        read.mix(simulated),
        params.seed as int,
        params.seeds as int,
        params.score_shards as Integer,
        params.examples as int,
        params.stop_after,
        [
            interpret: !params.skip_interpret,
            tracks: !params.skip_tracks,
            report: !params.skip_report,
            pairs: params.pairs,
            genome: params.genome,
            chrom_sizes: catalogue.chromSizes,
            settings: RunInfo.settings(params, catalogue.entries, catalogue.parameters.properties)
        ]
    )

    gather_versions(SIMULATE.out.versions.mix(ATYPEAK.out.versions), info)
    announce(workflow, catalogue.lastWords())
}

// What ran: one entry per process, however many tasks it had.
def gather_versions(versions, folder) {
    versions
        .map { file -> file.text }
        .unique()
        .collectFile(
            name: 'versions.yml',
            storeDir: folder,
            newLine: false,
            sort: true,
            seed: RunInfo.versions(workflow.manifest.version, workflow.commitId, workflow.nextflow.version.toString())
        )
}

// A function of its own: inside of the handler the names of the workflow mean something else.
def announce(run, last_words) {
    run.onComplete {
        log.info(run.success ? last_words : 'The run did not finish. What is done is kept: mend the cause and run again with -resume. Help: docs/troubleshooting.md')
    }
}
