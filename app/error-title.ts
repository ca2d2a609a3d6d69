type Described = (given: { location: { pathname: string } }) => object[] | undefined
type Routes = Record<string, { meta?: unknown } | undefined>

const mark = 'Error: '

/**
 * A page whose form could not go ahead says so first in its title, where screen readers begin. Remix
 * tells `meta` nothing of the action's answer, so the entries wrap every route's `meta` instead.
 */
export function markTitles<Modules extends Routes>(
  modules: Modules,
  hasFailed: (path: string) => boolean,
): Modules {
  const wrapped = Object.entries(modules).map(([id, module]) => [
    id,
    module?.meta ? { ...module, meta: marked(module.meta as Described, hasFailed) } : module,
  ])
  return Object.fromEntries(wrapped) as Modules
}

function marked(meta: Described, hasFailed: (path: string) => boolean): Described {
  return (given) => {
    const described = meta(given)
    if (!hasFailed(given.location.pathname)) return described
    return described?.map((each) =>
      'title' in each && typeof each.title === 'string' ? { title: withMark(each.title) } : each,
    )
  }
}

const withMark = (title: string) => (isMarked(title) ? title : mark + title)

export const isMarked = (title: string) => title.startsWith(mark)

/** Whether an action answered with a form to mend. */
export const isFormToMend = (actionData: Record<string, unknown> | null | undefined) =>
  Object.values(actionData ?? {}).some(
    (answer) => typeof answer === 'object' && answer !== null && 'fields' in answer,
  )
