import { useContext } from 'react'
import { FrameContext } from './page-frame.ts'
import { currentTab, Subnav } from './page.tsx'

/** The tabs of the workspace of whoever is signed in, above each of its pages. */
export function WorkspaceNav() {
  const frame = useContext(FrameContext)
  if (!frame?.person) return null
  const { organisationName, workspace } = frame.person
  // A page for everybody, such as the pots, is part of a workspace for some only.
  if (!currentTab(workspace, frame.path)) return null
  return <Subnav who={organisationName} tabs={workspace} path={frame.path} />
}
