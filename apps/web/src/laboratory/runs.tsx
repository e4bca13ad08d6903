import { createContext, type ReactNode, useContext, useRef, useSyncExternalStore } from 'react';
import { RunSession, type RunState } from './run-session.js';

const Sessions = createContext<((room: string) => RunSession) | undefined>(undefined);

/** Keeps the run of every room while somebody walks through the laboratory. */
export function RunsProvider({ children }: { readonly children: ReactNode }) {
  const sessions = useRef(new Map<string, RunSession>());
  const sessionOf = (room: string) => {
    const found = sessions.current.get(room) ?? new RunSession();
    sessions.current.set(room, found);
    return found;
  };
  return <Sessions.Provider value={sessionOf}>{children}</Sessions.Provider>;
}

/** The run of a room and how it stands. */
export function useRun(room: string): { readonly session: RunSession; readonly run: RunState } {
  const sessionOf = useContext(Sessions);
  if (sessionOf === undefined) throw new Error('useRun needs a RunsProvider around it');
  const session = sessionOf(room);
  return { session, run: useSyncExternalStore(session.subscribe, () => session.state) };
}
