import { h, render } from 'preact'

const root = document.getElementById('root')
if (root)
  render(h('form', null, h('input', { 'aria-label': 'Log time' }), h('button', null, 'Sign in')), root)
