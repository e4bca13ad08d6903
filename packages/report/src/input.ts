import type { MicroscopeImage } from '@invadolab/assays';
import type { Reference } from '@invadolab/core';
import type { EventRow, Manifest, MeasureRow, SeriesRow, UncertaintyRecord } from '@invadolab/results';
import type { RunInSpace } from './tissue/input.js';

/** Everything a report says, as data. `reportInput` builds it from a result folder. */
export interface ReportInput {
  readonly manifest: Manifest;
  readonly facts: ReportFacts;
  readonly measures: readonly MeasureRow[];
  readonly series: readonly SeriesRow[];
  readonly events: readonly EventRow[];
  /** Of some cells, as the camera gave them. */
  readonly images: readonly MicroscopeImage[];
  /** The first run of each arm that left fields or frames; absent where none did. */
  readonly space?: readonly RunInSpace[];
  /** Parameters and amounts of the control's model, then those that other arms add. */
  readonly parameters: readonly ReportParameter[];
  /** References named by those parameters and by the reactions of the model. */
  readonly references: Readonly<Record<string, Reference>>;
  /** How far the answers rest on uncertain numbers; absent where no form of the model is fast enough to say. */
  readonly uncertainty?: UncertaintyRecord;
  /** Names for slots (`cell.A`), where the model gives them. */
  readonly names: Readonly<Record<string, string>>;
}

/** What a study knows and its tables do not; kept in the manifest under `details.report`. */
export interface ReportFacts {
  /** Names of the cell and the matrix, where the study has them. */
  readonly cell?: string;
  readonly matrix?: string;
  /** Present where the cell was made of a table of expression. */
  readonly origin?: ReportOrigin;
  /** Id of the arm that the others are compared with. */
  readonly control: string;
  /** In the study's order. */
  readonly arms: readonly ReportArm[];
  /** What is dosed in each arm; absent where nothing is. */
  readonly dosed?: Readonly<Record<string, readonly ReportDosed[]>>;
  /** Measures the study asked for, the most important first; empty: all that were taken. */
  readonly measure: readonly string[];
  /** Sides taken where the literature disagrees. */
  readonly hypotheses?: readonly ReportSide[];
}

/** A side of a hypothesis, and the arms that take it. */
export interface ReportSide {
  readonly hypothesis: string;
  readonly side: string;
  readonly question: string;
  readonly said: string;
  /** What the other sides say. */
  readonly others: readonly string[];
  /** Ids. */
  readonly arms: readonly string[];
}

/** Which transcript gave which amount of a cell. */
export interface ReportOrigin {
  readonly file: string;
  readonly columns: readonly string[];
  readonly unit: string;
  /** Line that amounts are relative to, and where its values come from. */
  readonly reference: string;
  readonly referenceFrom: string;
  /** Profile that all else was taken from. */
  readonly like: string;
  /** Logarithms to the base of two, and times the amount of the reference line; `bounded` where that is as far as it may go. */
  readonly used: readonly {
    readonly amount: string;
    readonly gene: string;
    readonly value: number;
    readonly reference: number;
    readonly ratio: number;
    readonly bounded: boolean;
  }[];
  readonly lacked: readonly { readonly amount: string; readonly gene: string; readonly why: string }[];
  readonly unread: number;
  readonly notes: readonly string[];
}

/** An arm as the report shows it. */
export interface ReportArm {
  readonly id: string;
  readonly title: string;
  /** What it changes; read only to find arms that differ in one quantity. */
  readonly change?: { readonly drugs?: readonly ReportDrug[] } & Readonly<Record<string, unknown>>;
  /** A film without cells. */
  readonly bare?: boolean;
  /** Id of the arm it is compared with, where that is not the control. */
  readonly against?: string;
  /** When fractions of radiation and pulses of drugs begin, s, ascending; absent where there are none. */
  readonly doses?: readonly number[];
  /** The arm with the same cells and changes and no doses, where there is one: what its gains are against. */
  readonly sham?: string;
  /** Present on automatic controls. */
  readonly expect?: { readonly measure: string; readonly ratio: readonly [number, number] };
}

/** A drug of an arm, with the concentration as the study gave it. */
export interface ReportDrug {
  readonly name: string;
  readonly free?: string | number;
  readonly nominal?: string | number;
}

/** A drug that an arm gives as doses. */
export interface ReportDosed {
  readonly id: string;
  readonly name: string;
  readonly site: string;
  /** What it was given in; absent for the drug by itself. */
  readonly carrier?: string;
  readonly regimen: string;
  /** s; absent for a single dose. */
  readonly interval?: number;
  /** `read`: whether the network of the arm has a use for it. */
  readonly targets: readonly { readonly pocket: string; readonly read: boolean }[];
  /** What it acts on that no network here has. */
  readonly beyond: readonly string[];
  /** What trials and labels say of it. */
  readonly clinical?: readonly { readonly what: string; readonly outcome: string }[];
}

/** A parameter of the model, with what its value rests on. */
export interface ReportParameter {
  readonly id: string;
  readonly title: string;
  /** With its unit. */
  readonly value: string;
  readonly kind: 'measured' | 'fitted' | 'derived' | 'assumed';
  /** Why, or from what. */
  readonly grounds: string;
  /** Ids of references. */
  readonly references: readonly string[];
  /** Titles of the arms that change it. */
  readonly changedBy: readonly string[];
}
