/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DSR_TEST_DECK_SIM_H
#define DSR_TEST_DECK_SIM_H

/*
 * The simulated deck. Written from the TASCAM DV-RA1000 RS-232C Protocol
 * Specifications alone: it includes nothing of tools/deck, or it would agree
 * with that code's mistakes.
 */

#include <stdbool.h>
#include <stddef.h>

#define SIM_TRACKS	99

/* sim_deck.c: the deck itself. Bodies are what stands between LF and CR. */
void sim_deck_power_on(void);
void sim_deck_command(const char *body);
bool sim_deck_control(const char *verb, const char *argument);

/* sim.c: the line and the clock. */
void sim_send(const char *body);
void sim_send_event(const char *body);
void sim_at(int ms, void (*action)(int), int argument);
void sim_forget_timers(void);
long long sim_now_us(void);

#endif /* DSR_TEST_DECK_SIM_H */
