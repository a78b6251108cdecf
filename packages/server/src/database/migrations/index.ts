import type { Migration } from 'kysely/migration'

import * as groundFloor from './0001_ground_floor.ts'
import * as moments from './0002_moments.ts'
import * as quarantine from './0003_quarantine.ts'
import * as admission from './0004_admission.ts'
import * as truth from './0005_truth.ts'
import * as turns from './0006_turns.ts'
import * as configuring from './0007_configuring.ts'
import * as retention from './0008_retention.ts'
import * as timeZone from './0009_time_zone.ts'
import * as identity from './0010_identity.ts'
import * as privacyGate from './0013_privacy_gate.ts'
import * as drivers from './0014_drivers.ts'
import * as voices from './0016_voices.ts'
import * as sqlViews from './0018_sql_views.ts'
import * as links from './0019_links.ts'
import * as traits from './0020_traits.ts'
import * as statistics from './0021_statistics.ts'
import * as countsInOrder from './0022_counts_in_order.ts'

/** Every migration by name, in order, listed by hand so that nothing depends on a folder's contents. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001_ground_floor': groundFloor,
  '0002_moments': moments,
  '0003_quarantine': quarantine,
  '0004_admission': admission,
  '0005_truth': truth,
  '0006_turns': turns,
  '0007_configuring': configuring,
  '0008_retention': retention,
  '0009_time_zone': timeZone,
  '0010_identity': identity,
  '0013_privacy_gate': privacyGate,
  '0014_drivers': drivers,
  '0016_voices': voices,
  '0018_sql_views': sqlViews,
  '0019_links': links,
  '0020_traits': traits,
  '0021_statistics': statistics,
  '0022_counts_in_order': countsInOrder,
}
