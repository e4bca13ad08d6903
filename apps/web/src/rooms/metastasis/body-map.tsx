import { useTranslation } from 'react-i18next';
import type { OrganFacts } from '../../worker/calls/bodies.js';
import type { OrganView } from './figures.js';
import { caliber, dots, field, primarySite, sitesOf, vessel } from './layout.js';

/** What one map shows. */
export interface MapView {
  /** By organ. */
  readonly organs: Readonly<Record<string, OrganView>>;
  /** Individuals that the dots are taken from; absent where the dots are metastases of one. */
  readonly of?: number;
  /** Cells. */
  readonly primary: number;
  /** Per mL of blood. */
  readonly circulating: number;
}

/** At most this many dots in an organ; the number beside it says the rest. */
const mostDots = 60;

/** A body as blood sees it: veins on the left lead to the first capillaries, arteries on the right to all others, as wide as their share of the flow. */
export function BodyMap(props: {
  readonly title: string;
  readonly organs: readonly OrganFacts[];
  /** Whether blood of the primary goes to the liver's side first. */
  readonly portal: boolean;
  readonly colour: string;
  readonly view?: MapView;
}) {
  const { title, organs, portal, colour, view } = props;
  const { t } = useTranslation('metastasis');
  const sites = sitesOf(organs);
  const first = organs.find((organ) => (portal ? organ.portal : organ.venous));
  const hub = organs.find(({ venous }) => venous);
  const hubSite = hub && sites.get(hub.id);
  const firstSite = first && sites.get(first.id);
  const said = organs.filter(({ harbours }) => harbours).map(({ id }) => `${t(`organs.${id}`)}: ${countText(id)}`);
  const label = view ? `${title}. ${said.join('; ')}. ${bloodText()}` : title;

  function countText(id: string): string {
    const { filled = 0, rings = 0 } = view?.organs[id] ?? {};
    if (view?.of !== undefined) return t('map.of', { count: filled, n: view.of });
    return rings > 0 ? t('map.sizes', { filled, rings }) : String(filled);
  }
  function bloodText(): string {
    return t('map.circulating', { value: short(view?.circulating ?? 0) });
  }
  const radius = view ? primaryRadius(view.primary) : 12;
  return (
    <svg className="body-map" viewBox={`0 0 ${field.width} ${field.height}`} role="img" aria-label={label}>
      {hub &&
        hubSite &&
        organs
          .filter(({ id }) => id !== hub.id)
          .map(({ id, flow }) => {
            const site = sites.get(id)!;
            return (
              <g key={id} fill="none" strokeWidth={caliber(flow)} strokeLinecap="round" opacity={0.55}>
                <path d={vessel(hubSite, site, 'right')} stroke="var(--body-artery)" />
                <path d={vessel(site, hubSite, 'left')} stroke="var(--body-vein)" />
              </g>
            );
          })}
      {firstSite && (
        <path
          d={vessel(primarySite, firstSite, 'left')}
          fill="none"
          stroke={colour}
          strokeWidth={3}
          strokeDasharray={view && view.circulating < 1e-6 ? '2 7' : undefined}
          strokeLinecap="round"
        />
      )}
      {organs.map(({ id, harbours }) => {
        const site = sites.get(id)!;
        const { filled = 0, rings = 0 } = view?.organs[id] ?? {};
        const drawn = Math.min(mostDots, filled + rings);
        return (
          <g key={id}>
            <OrganShape id={id} />
            {dots(site, drawn).map(([x, y], place) => (
              <circle
                key={`${x} ${y}`}
                cx={x}
                cy={y}
                r={place < filled ? 3.4 : 2.2}
                fill={place < filled ? colour : 'var(--lab-panel)'}
                stroke={colour}
                strokeWidth={1.2}
              />
            ))}
            <text x={site.x} y={site.y - site.ry - 7} textAnchor="middle" fontWeight={600}>
              {t(`organs.${id}`)}
              {view && harbours && (
                <tspan className="said" fontWeight={400} dx={6}>
                  {countText(id)}
                </tspan>
              )}
            </text>
          </g>
        );
      })}
      <circle cx={primarySite.x} cy={primarySite.y} r={primarySite.rx} className="bed" strokeDasharray="3 3" />
      {radius > 0 && <circle cx={primarySite.x} cy={primarySite.y} r={radius} fill={colour} opacity={0.85} />}
      <text x={primarySite.x + 36} y={primarySite.y - 2} fontWeight={600}>
        {t('organs.primary')}
      </text>
      <text x={primarySite.x + 36} y={primarySite.y + 14} className="said">
        {view && view.primary <= 0 ? t('map.removed') : view ? t('map.across', { value: across(view.primary) }) : ''}
      </text>
      {view && (
        <text x={4} y={primarySite.y + 46} className="said">
          {bloodText()}
        </text>
      )}
    </svg>
  );

  function OrganShape({ id }: { readonly id: string }) {
    const { x, y, rx, ry } = sites.get(id)!;
    if (id === hub?.id)
      return (
        <>
          <path className="bed" d={lobe(x, y, rx, ry, -1)} />
          <path className="bed" d={lobe(x, y, rx, ry, 1)} />
        </>
      );
    return <ellipse className="bed" cx={x} cy={y} rx={rx} ry={ry} />;
  }
}

/** One of two lobes side by side, flat where they face each other. */
function lobe(x: number, y: number, rx: number, ry: number, side: 1 | -1): string {
  const at = (across: number, down: number) => `${x + side * across * rx} ${y + down * ry}`;
  return `M${at(0.05, -0.5)} C${at(0.1, -1.1)}, ${at(0.55, -1.15)}, ${at(0.8, -0.45)} C${at(1.05, 0.2)}, ${at(1.1, 1)}, ${at(0.75, 1)} C${at(0.5, 1)}, ${at(0.35, 0.7)}, ${at(0.05, 0.75)} Z`;
}

/** cells per mL of tumour */
const density = 1e9;

/** cm across a ball of so many cells. */
function across(cells: number): string {
  const cm = 2 * Math.cbrt((3 * cells) / density / (4 * Math.PI));
  return cm.toFixed(1);
}

/** px of the primary on the map: in proportion to its own radius, a bed's width for 5 cm. */
function primaryRadius(cells: number): number {
  if (cells <= 0) return 0;
  return Math.max(2.5, Math.min(primarySite.rx - 2, 6 * 2 * Math.cbrt((3 * cells) / density / (4 * Math.PI))));
}

function short(value: number): string {
  if (value < 1e-4) return value > 0 ? '< 0.0001' : '0';
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
}
