import { MOST_ABOUT } from '#app/domain/directory/listing.ts'
import { Checkbox } from './choices.tsx'
import { SelectField, TextArea } from './field.tsx'
import { errorOf, valueOf, type FormResult } from './form-result.ts'

export type ServiceHeading = {
  id: number
  name: string
  areas: { id: number; name: string }[]
}

/** The register of services, to choose one from: each heading, and what is under it. */
export const serviceGroups = (headings: ServiceHeading[]) =>
  headings.map(({ id, name, areas }) => ({
    label: name,
    choices: [
      { value: String(id), label: `All of ${name.charAt(0).toLowerCase()}${name.slice(1)}` },
      ...areas.map((area) => ({ value: String(area.id), label: area.name })),
    ],
  }))

type Kept = { services: string[]; about: string; takesMessages: boolean }
type ListingFieldsProps = {
  result: FormResult | undefined
  headings: ServiceHeading[]
  kept: Kept | undefined
}

/** What somebody lets others see of them, beside their name, job title and organisation. */
export function ListingFields({ result, headings, kept }: ListingFieldsProps) {
  const service = (place: 1 | 2 | 3) => ({
    name: `service${place}`,
    groups: serviceGroups(headings),
    defaultValue: valueOf(result, `service${place}`, kept?.services[place - 1]),
    error: errorOf(result, `service${place}`),
    width: 'mid' as const,
  })
  return (
    <>
      <SelectField
        {...service(1)}
        label="Which service do you lead?"
        hint="From the register of local government services. If you do not lead one, choose what you know most about."
        placeholder="Choose a service"
      />
      <SelectField {...service(2)} label="A second one" placeholder="None" isOptional />
      <SelectField {...service(3)} label="A third one" placeholder="None" isOptional />
      <TextArea
        name="about"
        label="What may people ask you about?"
        hint="One or two sentences, such as “How we cut missed bins by a third, and what we would buy next”."
        rows={3}
        limit={`At most ${MOST_ABOUT} characters.`}
        error={errorOf(result, 'about')}
        defaultValue={valueOf(result, 'about', kept?.about)}
      />
      <Checkbox
        name="takesMessages"
        label="I welcome messages"
        hint="They come by email. Your address is not shown to whoever writes, until you answer."
        isChecked={
          result ? valueOf(result, 'takesMessages') === 'yes' : (kept?.takesMessages ?? false)
        }
      />
    </>
  )
}
