// atyPeak, wiring only: from a catalogue of peaks to a score for every peak of each cell line.
include { INTERPRETATION } from '../subworkflows/atypeak/interpret'
include { PREPARATION    } from '../subworkflows/atypeak/prepare'
include { REPORTING      } from '../subworkflows/atypeak/report'
include { SCORING        } from '../subworkflows/atypeak/score'
include { TRAINING       } from '../subworkflows/atypeak/train'

workflow ATYPEAK {
    take:
    cell_lines // one item per cell line: [ meta, map of AtypeakMethod: files, and options by executable, quoted for the shell ]
    plan // map of AtypeakMethod.plan: seeds, what is made, and how it is shown

    main:
    PREPARATION(cell_lines, plan)
    prepared = PREPARATION.out.prepared

    TRAINING(prepared, plan.seeds)
    models = TRAINING.out.models

    SCORING(prepared, models, plan)

    INTERPRETATION(prepared, models, SCORING.out.factors, SCORING.out.tables, plan)

    REPORTING(prepared, models, SCORING.out.q_score, SCORING.out.tables, INTERPRETATION.out.interpretation, plan)

    emit:
    done = PREPARATION.out.done.mix(TRAINING.out.done, SCORING.out.done, INTERPRETATION.out.done, REPORTING.out.done) // [ step, id of an item that has left it ]
    versions = PREPARATION.out.versions.mix(
        TRAINING.out.versions,
        SCORING.out.versions,
        INTERPRETATION.out.versions,
        REPORTING.out.versions
    ) // versions.yml of every task
}
