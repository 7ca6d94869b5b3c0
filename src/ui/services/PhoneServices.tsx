import { useServiceWords } from '../strings/services.ts'
import { ServiceList } from './ServiceList.tsx'
import type { ServiceActions, ServicesView } from './view.ts'

/** What the room can do, on a member's phone. */
export function PhoneServices(props: { services: ServicesView; actions: ServiceActions }) {
  const words = useServiceWords()
  return (
    <section class="phone-services" aria-labelledby="services-title">
      <h2 id="services-title">{words().title}</h2>
      <ServiceList services={props.services} actions={props.actions} />
    </section>
  )
}
