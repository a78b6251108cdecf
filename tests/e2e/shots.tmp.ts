import { createServer } from 'node:http'
import { readFileSync, mkdirSync } from 'node:fs'
import { launchChromium } from './chromium.ts'
const js = readFileSync('/work/main/packages/widget/dist/widget.js')
const page = (css: string, dir='ltr') => `<!doctype html><html lang=en dir=${dir}><meta name=viewport content="width=device-width"><title>Shop</title><link rel=stylesheet href=/s.css?${encodeURIComponent(css)}><body><h1>Checkout</h1><p>Lorem ipsum dolor sit amet, consectetur.</p><label>Card <input id=card></label><script type=module src=/boot.js></script></body>`
const BASE='body{transform:translateX(0);margin:40px;font-family:"DejaVu Sans",Helvetica,sans-serif;background:#fff;color:#222}'
const HOST='*{all:unset !important;font-size:3px !important;display:block !important;letter-spacing:9px !important;text-transform:uppercase!important;direction:rtl}'
const s = createServer((q,r)=>{const u=new URL(q.url!,'http://x'); 
 if(u.pathname==='/widget.js'){r.setHeader('content-type','text/javascript');r.end(js)}
 else if(u.pathname==='/boot.js'){r.setHeader('content-type','text/javascript');r.end(`import {show} from '/widget.js'; window.calls=[]; window.go=(o)=>window.h=show({scale:'faces',wording:{question:'How did paying feel?'},why:true,locale:'en',privacy:'open',onShown(){calls.push('shown')},onDraft(d){calls.push(['draft',d])},onClose(h,d){calls.push(['close',h,d])},...o})`)}
 else if(u.pathname==='/s.css'){r.setHeader('content-type','text/css');r.end(decodeURIComponent(u.search.slice(1)))}
 else {r.setHeader('content-type','text/html');if(u.searchParams.has('csp'))r.setHeader('content-security-policy',"default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'");r.end(page(u.searchParams.has('hostile')?HOST:BASE,u.searchParams.get('dir')??'ltr'))}
})
await new Promise<void>(d=>s.listen(0,'127.0.0.1',()=>d())); const o=`http://127.0.0.1:${(s.address() as any).port}`
mkdirSync('/tmp/shots',{recursive:true})
const b=await launchChromium(); const only=process.argv[2]
const AR={locale:'ar',wording:{question:'كيف كان شعورك أثناء الدفع؟',low:'سيئ جدا',high:'جيد جدا',why:'ما الذي جعلك تشعر بذلك؟',thanks:'شكرا لك.'}}
const runs:[string,any,any,string][]=[]
for(const [n,v] of [['desk',{width:1280,height:720}],['phone',{width:360,height:640}]] as const) for(const c of ['light','dark'] as const) runs.push([`${n}-${c}`,{viewport:v,colorScheme:c},{},''])
runs.push(['rtl',{viewport:{width:800,height:600}},AR,'?dir=rtl'],['forced',{viewport:{width:800,height:600},forcedColors:'active'},{},''],['hostile',{viewport:{width:800,height:600}},{},'?hostile'],['csp',{viewport:{width:800,height:600}},{},'?csp'],['de320',{viewport:{width:320,height:568}},{locale:'de',wording:{question:'Wie hat sich das Bezahlen für Sie angefühlt?'},privacy:'confidential'},''],['fr',{viewport:{width:800,height:600}},{locale:'fr',wording:{question:'Comment s’est passé le paiement ?'},privacy:'confidential'},''],['land',{viewport:{width:640,height:256}},{},''],['nps',{viewport:{width:360,height:500}},{scale:'nps',wording:{question:'How likely are you to recommend us?',low:'Not at all likely',high:'Extremely likely'}},''],['ease',{viewport:{width:800,height:500}},{scale:'ease'},''])
for(const [name,opt,req,q] of runs){ if(only&&!name.match(only))continue
 const c=await b.newContext(opt); const p=await c.newPage(); p.on('console',m=>console.log(name,m.text())); p.on('pageerror',e=>console.log(name,String(e)))
 await p.goto(o+'/'+q); await p.waitForFunction('window.go'); await p.evaluate(r=>(window as any).go(r),req); await p.waitForTimeout(400)
 await p.screenshot({path:`/tmp/shots/${name}-1.png`})
 const r=p.locator('attune-prompt input[type=radio]'); await r.nth((name.length)%5).click(); 
 if(req.why!==false) await p.locator('attune-prompt textarea').pressSequentially('The card form forgot my address.',{delay:0}); await p.waitForTimeout(300); await p.screenshot({path:`/tmp/shots/${name}-2.png`})
 await p.locator('attune-prompt .done').click(); await p.waitForTimeout(250); await p.screenshot({path:`/tmp/shots/${name}-3.png`}); const calls=await p.evaluate('JSON.stringify([calls[0],calls.length,calls.at(-1)])'); console.log(name,calls); await c.close() }
await b.close(); s.close()
