import {
  IconChartBubble,
  IconFolders,
  IconListNumbers,
  IconLungs,
  IconMicroscope,
  IconPill,
  IconRulerMeasure,
  IconScale,
  IconTopologyStar3,
} from '@tabler/icons-react';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** A room of the laboratory. Its title and its one line of description are texts of the namespace `app`, under `rooms`. */
export interface Room {
  readonly id: string;
  readonly icon: ComponentType<{ readonly size?: number; readonly stroke?: number }>;
  /** Loaded when somebody enters. */
  readonly view: LazyExoticComponent<ComponentType>;
}

/** All rooms, in the order of the menu: a room is a folder under `rooms/` and a line here. */
export const rooms: readonly Room[] = [
  {
    id: 'assay',
    icon: IconMicroscope,
    view: lazy(async () => ({ default: (await import('../rooms/assay/assay-room.js')).AssayRoom })),
  },
  {
    id: 'tissue',
    icon: IconChartBubble,
    view: lazy(async () => ({ default: (await import('../rooms/tissue/tissue-room.js')).TissueRoom })),
  },
  {
    id: 'metastasis',
    icon: IconLungs,
    view: lazy(async () => ({ default: (await import('../rooms/metastasis/metastasis-room.js')).MetastasisRoom })),
  },
  {
    id: 'treatment',
    icon: IconPill,
    view: lazy(async () => ({ default: (await import('../rooms/treatment/treatment-room.js')).TreatmentRoom })),
  },
  {
    id: 'screen',
    icon: IconListNumbers,
    view: lazy(async () => ({ default: (await import('../rooms/screen/screen-room.js')).ScreenRoom })),
  },
  {
    id: 'quantify',
    icon: IconRulerMeasure,
    view: lazy(async () => ({ default: (await import('../rooms/quantify/quantify-room.js')).QuantifyRoom })),
  },
  {
    id: 'evidence',
    icon: IconScale,
    view: lazy(async () => ({ default: (await import('../rooms/evidence/evidence-room.js')).EvidenceRoom })),
  },
  {
    id: 'model',
    icon: IconTopologyStar3,
    view: lazy(async () => ({ default: (await import('../rooms/model/model-room.js')).ModelRoom })),
  },
  {
    id: 'runs',
    icon: IconFolders,
    view: lazy(async () => ({ default: (await import('../rooms/runs/runs-room.js')).RunsRoom })),
  },
];
