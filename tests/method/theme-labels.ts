/**
 * What the labels of the two labelled sets mean: the beginnings of words that belong to each.
 *
 * Written from the definitions of the labels, before any list of terms was looked at, and not changed since: that is what makes
 * the precision mean something. A label that stands for what is left over (`miscellaneous`, `other`, `noise`, `neutral`) means
 * nothing that words could be held against, and has none.
 */
export interface LabelMeanings {
  set: 'mams' | 'appstore'
  /** Stems by label, and whole words with a `_` behind; a term is right where one of its words is or begins with one of them. */
  stems: Readonly<Record<string, readonly string[]>>
}

/** Aspect categories of a restaurant, after SemEval 2014 task 4 and Jiang et al., EMNLP-IJCNLP 2019, 6280–6285. */
const MAMS: LabelMeanings = {
  set: 'mams',
  stems: {
    // What is eaten and drunk, how it tastes and how it is cooked.
    food: words(`food dish cuisine meal eat_ eating eaten ate_ cook bak grill fried fries fry roast steam taste tasty flavo delicious yum fresh
      spic spice season sauce salad soup bread rice noodle pasta pizza burger sandwich meat beef steak chicken pork duck_ lamb
      fish sushi roll seafood shrimp lobster crab oyster salmon tuna egg_ eggs_ cheese potato vegetable bean mushroom dessert cake
      chocolate ice_ cream pie_ fruit apple appetizer entree portion serving drink wine beer cocktail martini margarita sangria
      coffee tea_ breakfast brunch lunch dinner curry taco dumpling ravioli gnocchi risotto calamari tomato onion garlic butter
      crust dry tender crispy bland`),
    // How one is served: attention, speed, manners of serving.
    service:
      words(`service serv slow quick fast prompt attentive wait waited waiting rude polite friendly efficient attitude
      hospitab speed minute hour long courteous accommodat`),
    // Who serves.
    staff:
      words(`staff waiter waitress waitstaff server bartender host hostess manager owner chef busboy maitre employee
      people guy girl lady man_ woman friendly rude polite attitude attentive helpful nice accommodat courteous knowledgeable
      ask asked told said smil ignor apolog`),
    price:
      words(`price pricing pricey cost expensive cheap money worth value dollar afford reasonabl overpriced bill pay paid
      charge charged bargain deal fee_ budget inexpensive $ bucks buck`),
    // How the place looks, sounds and feels.
    ambience:
      words(`ambien ambian atmosphere decor design music loud noise noisy quiet romantic cozy cosy light lit_ dim_ vibe
      feel feeling mood setting beautiful lovely room crowd space interior scene dark charming intimate warm style comfortable
      candle view`),
    menu: words(`menu select choice choos option variety list item special dish order wine offer prix fixe vegetarian`),
    // Where it is, and what it is like as a room to be in.
    place:
      words(`place restaurant location locat area neighbo street table seat bar room space spot garden outdoor outside patio
      corner upstairs downstairs door window village city nyc york manhattan brooklyn side_ small tiny large big_ crowd pack
      dining kitchen floor`),
  },
}

/** Kinds of app reviews, their feeling, and kinds of requirement: what fails, what is wanted, and how it was liked. */
const APPSTORE: LabelMeanings = {
  set: 'appstore',
  stems: {
    // Something does not do what it should.
    'bug report':
      words(`bug crash freez froze glitch error broke break fix problem issue fail fault stop stuck load open close
      work lag blank black screen log login sign reinstall install delete restart update version since can't cant won't wont
      doesn't doesnt don't isn't unable keep kick sync connect disappear lost lose miss wrong hang slow shut support resolve`),
    // Something is wanted.
    requirement:
      words(`add want need wish would should could option feature function able ability allow let please pls bring
      back improve better change chang make choose hope prefer support suggest request instead remove miss easier stars if
      choice customi setting dark mode update give enable more`),
    positive: POSITIVE(),
    'very positive': POSITIVE(),
    negative: NEGATIVE(),
    'very negative': NEGATIVE(),
    // A thing that it should do.
    functional:
      words(`add option feature function able ability allow let want need wish would should could bring back choose
      search share save edit delete post photo video picture pic filter sort notif message chat call group upload download
      list track map voice button order feed board story stories`),
    // How well it should do it: speed, looks, space, money, quiet.
    'non-functional':
      words(`slow fast quick speed battery data memory storage space crash stable reliab secur privacy private
      ad_ ads_ advert annoying interface ui_ design layout look color colour easy easier simple confus complicat user usab
      friendly size performance load update version price expensive pay paid free subscription improve better`),
  },
}

export const LABELS: readonly LabelMeanings[] = [MAMS, APPSTORE]

function POSITIVE(): readonly string[] {
  return words(`love great good awesome best excellent amaz nice help easy perfect useful thank like recommend fun_ enjoy
    fantastic wonderful brilliant cool_ super happy favo beautiful well wow keep simple convenient addict connect fast
    inspir perfectly must_`)
}

function NEGATIVE(): readonly string[] {
  return words(`bad_ worst worse hate terrib awful annoy useless frustrat suck horrib disappoint waste poor garbage crap trash
    rubbish stupid ridiculous crash broke fix bug problem issue error fail slow not_ can't cant won't wont doesn't doesnt don't
    delete uninstall stop never nothing ruin lost lose wrong pathetic shit fuck damn disgust unusable force ads_ why wtf
    terrible ugly dumb unable unacceptable star switch`)
}

function words(text: string): readonly string[] {
  return text.split(/\s+/)
}
