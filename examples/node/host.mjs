// A check-in between Ana and Ben, from a host in Node: node host.mjs LIBRARY DATA. It knows one call
// of the library and what frees its answers; all that it says and hears is JSON.
import { readFileSync } from 'node:fs'
import koffi from 'koffi'

const [library, data] = [koffi.load(process.argv[2]), process.argv[3]]
koffi.struct('vv_text', { data: 'const uint8_t *', length: 'size_t' })
koffi.struct('vv_buffer', { data: 'void *', length: 'size_t' })
const vvAsk = library.func('int vv_ask(const void *, vv_text, _Out_ vv_buffer *, _Out_ void **)')
const freeBuffer = library.func('void vv_buffer_free(_Inout_ vv_buffer *)')
const freeError = library.func('void vv_error_free(void *)')
const stored = (kind, data) => ({ visavis: kind, version: 1, data })
const example = (name) => JSON.parse(readFileSync(`${data}/${name}.json`))
const [ana, ben, ada] = [1, 2, 3].map((n) => `0ff1ce00-0000-4000-8000-00000000000${n}`)
const organisation = example('organisation')
const directory = stored('directory', { organisation: organisation.data.id, people: [
  { id: ana, name: 'Ana', manager: ben }, { id: ben, name: 'Ben' }, { id: ada, name: 'Ada', super_admin: true }] })
// One question or command with all that it depends on. A refusal is an answer, a fault is none.
function ask(question) {
  const [data, answer, error] = [Buffer.from(JSON.stringify({ directory, ask: question })), {}, [null]]
  const status = vvAsk(null, { data, length: data.length }, answer, error)
  freeError(error[0])
  if (status !== 0) throw new Error('the call itself is wrong')
  const text = Buffer.from(koffi.decode(answer.data, 'uint8_t', answer.length)).toString()
  freeBuffer(answer)
  const { result, refusal, error: fault } = JSON.parse(text)
  // A conversation that was destroyed, and not purged yet, is to people as one that never was.
  if (fault?.kind === 'destroyed') return { refusal: notFound }
  if (fault) throw new Error(fault.message)
  return { result, refusal }
}
const notFound = ask('refusals').result.find(({ code }) => code === 'not-found')
// Ada makes the template and deploys it: that it has no rows and no cycles yet is said.
const at = (time) => `2026-03-02T${time}:00Z`
const by = (person) => ({ person })
const draft = { organisation, by: by(ada), draft: example('check-in'), now: at('09:00') }
let template = ask({ create_template: draft }).result.state
const around = (time) => ({ organisation, template, cycle: 'none', now: at(time) })
const deploy = { rows: [], cycles: [], command: stored('template_command', { command: 'deploy' }) }
const deployed = ask({ command_template: { context: around('09:00'), by: by(ada), ...deploy } }).result
template = deployed.state
const revision = deployed.events.at(-1).data.revision
// A real host stores the state, the events and the row, and tells whoever is to be told. What is started
// it stores only while the stored template has this revision, which the same transaction checks.
const pair = ask({ directory: { pair: [ana, ben] } }).result
const start = stored('start', { conversation: '0ff1ce00-0000-4000-8000-000000000050', pair })
const started = ask({ start: { context: around('09:30'), by: by(ana), start, existing: 'none' } }).result
if (started.template_revision !== revision) throw new Error('the template has changed meanwhile')
let conversation = started.state
function act(time, person, command) {
  const asked = { context: around(time), conversation, by: by(person) }
  const { result, refusal } = ask({ command: { ...asked, command: stored('command', { command }) } })
  if (result) conversation = result.state
  console.log(time, refusal ? `no: ${refusal.message} (${refusal.rule})` : `to store: ${result.events.length} event`)
}
function show(time, person) {
  const sight = { context: around(time), conversation, by: by(person), question: { view: {} } }
  const [{ questions, hidden }] = ask({ sight }).result.parts
  console.log(time, 'Ben sees:', hidden ?? questions.map((shown) => shown.answer))
}
act('09:31', ana, 'share')
act('09:32', ana, { save: [{ question: example('check-in').data.content.direct_report[0].id,
  answer: { paragraph: 'The new rota.' } }] })
show('09:33', ben)
act('09:34', ana, 'share')
show('09:35', ben)
act('09:36', ada, { write_notes: 'May I?' })
