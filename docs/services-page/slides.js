const box = new URLSearchParams(location.search).get('box') ?? 'https://osmose.local'
const { offerTo } = await import(`${box}/client/osmose.js`)
const [slide, says] = ['slide', 'says'].map((id) => document.getElementById(id))

document.getElementById('offer').onclick = async () => {
  const room = await offerTo(box)
  void room.over.then((reason) => (says.textContent = `Offered no more: ${reason}`))
  await room.offer({
    kind: 'slides.turn',
    version: 1,
    title: 'Turn the slides',
    args: { by: { is: 'number', optional: true } },
    run: ({ by = 1 }) => (slide.textContent = Number(slide.textContent) + by),
  })
  says.textContent = 'The room may turn the slides.'
}
